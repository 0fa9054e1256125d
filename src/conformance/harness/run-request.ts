import { contractById } from '../../contract/contracts.js';
import { describeExpected } from '../../contract/judge.js';
import { undecided } from '../../flow/judge/seen.js';
import type { ContractResult } from '../../records/types.js';
import { sayOfAnswers as say } from '../../sayings/answers.js';
import type { PlannedScenario } from '../scenario/check.js';
import { outcomesOf } from '../scenario/outcomes.js';
import type { RepeatScenario, RequestScenario } from '../scenario/types.js';
import { type CaseTools, noteAccount, prepare, type Sent, seen, sendOnce, sendPatiently } from './case-run.js';
import { judgeAnswer, judgedResult, notSent } from './judged.js';

/** Sends a scenario's request (again where the contract says so, a bounded number of times) and judges or observes the answer. */
export async function runRequest(
  planned: PlannedScenario,
  scenario: RequestScenario,
  tools: CaseTools,
): Promise<ContractResult> {
  const begunMs = performance.now();
  const outcomes = outcomesOf(scenario.expect, contractById(tools.plan.contracts, planned.contract));
  const kind = outcomes === undefined ? 'observed' : 'judged';
  const sent = await sendPatiently(planned, scenario, kind, tools);
  return resultOfSent(planned, sent, outcomes, begunMs, tools);
}

/** Sends the very same bytes twice and observes the second answer. */
export async function runRepeat(
  planned: PlannedScenario,
  scenario: RepeatScenario,
  tools: CaseTools,
): Promise<ContractResult> {
  const begunMs = performance.now();
  const prepared = prepare(planned.id, planned.contract, scenario, 0, tools);
  const first = await sendOnce(prepared, planned.id, 'observed', 0, tools);
  const sent = 'notRun' in first ? first : await sendOnce(prepared, planned.id, 'observed', 0, tools);
  return resultOfSent(planned, sent, undefined, begunMs, tools);
}

async function resultOfSent(
  planned: PlannedScenario,
  sent: Sent,
  outcomes: ReturnType<typeof outcomesOf>,
  begunMs: number,
  tools: CaseTools,
): Promise<ContractResult> {
  const expected = outcomes === undefined ? say('leftOpen') : describeExpected(outcomes);
  if ('notRun' in sent) return judgedResult(planned, notSent(sent), { expected });
  const durationMs = performance.now() - begunMs;
  const shown = { expected, durationMs, ...seen(sent.exchange, sent.curl, tools) };
  const { answer } = sent.exchange;
  const judged = judgeAnswer(answer, outcomes, sent.attempts);
  const lost = judged.verdict === 'passed' ? undefined : await noteAccount(sent, answer, planned.id, tools);
  return judgedResult(planned, lost === undefined ? judged : undecided(lost), shown);
}
