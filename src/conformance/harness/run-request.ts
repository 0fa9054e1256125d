import { describeAnswer } from '../../contract/answer.js';
import { contractById } from '../../contract/contracts.js';
import { describeExpected, judge } from '../../contract/judge.js';
import type { ContractResult } from '../../records/types.js';
import type { PlannedScenario } from '../scenario/check.js';
import { outcomesOf } from '../scenario/outcomes.js';
import type { RepeatScenario, RequestScenario } from '../scenario/types.js';
import { type CaseTools, isToTryAgain, pauseBeforeRetry, prepare, type Sent, seen, sendOnce } from './case-run.js';
import { resultOf } from './result-of.js';

/** Sends a scenario's request (again where the contract says so, a bounded number of times) and judges or observes the answer. */
export async function runRequest(
  planned: PlannedScenario,
  scenario: RequestScenario,
  tools: CaseTools,
): Promise<ContractResult> {
  const begun = performance.now();
  const contract = contractById(tools.plan.contracts, planned.contract);
  const outcomes = outcomesOf(scenario.expect, contract);
  const expected = outcomes === undefined ? 'left open' : describeExpected(outcomes);
  let sent: Sent = { notRun: '', inconclusive: false };
  let attempt = 0;
  for (; ; attempt += 1) {
    sent = await sendOnce(
      prepare(planned.id, planned.contract, scenario, attempt, tools),
      planned.id,
      outcomes === undefined ? 'observed' : 'judged',
      attempt,
      tools,
    );
    if ('notRun' in sent || !isToTryAgain(sent.exchange, contract) || attempt === tools.plan.retries) break;
    await pauseBeforeRetry(attempt);
  }
  if ('notRun' in sent)
    return resultOf(planned, 'not-run', { expected, note: sent.notRun, inconclusive: sent.inconclusive });
  const given = { expected, durationMs: performance.now() - begun, ...seen(sent.exchange, sent.curl, tools) };
  if (outcomes === undefined) return observed(planned, sent, given);
  const { verdict, note } = judge(sent.exchange.answer, outcomes);
  if (verdict === 'unanswered')
    return resultOf(planned, 'not-run', { ...given, note: `${note}; it was not sent again`, inconclusive: true });
  const persisted =
    verdict === 'failed' && attempt > 0 ? `${describeAnswer(sent.exchange.answer)}, ${attempt + 1} times in a row` : '';
  return resultOf(planned, verdict, { ...given, note: persisted === '' ? note : persisted });
}

/** Sends the very same bytes twice and observes the second answer. */
export async function runRepeat(
  planned: PlannedScenario,
  scenario: RepeatScenario,
  tools: CaseTools,
): Promise<ContractResult> {
  const begun = performance.now();
  const prepared = prepare(planned.id, planned.contract, scenario, 0, tools);
  const first = await sendOnce(prepared, planned.id, 'observed', 0, tools);
  const sent: Sent = 'notRun' in first ? first : await sendOnce(prepared, planned.id, 'observed', 0, tools);
  const expected = 'left open';
  if ('notRun' in sent)
    return resultOf(planned, 'not-run', { expected, note: sent.notRun, inconclusive: sent.inconclusive });
  return observed(planned, sent, {
    expected,
    durationMs: performance.now() - begun,
    ...seen(sent.exchange, sent.curl, tools),
  });
}

function observed(
  planned: PlannedScenario,
  sent: Exclude<Sent, { notRun: string }>,
  given: Parameters<typeof resultOf>[2],
): ContractResult {
  const { kind } = sent.exchange.answer;
  if (kind === 'unreachable')
    return resultOf(planned, 'not-run', { ...given, note: given.actual ?? '', inconclusive: true });
  return resultOf(planned, 'observed', given);
}
