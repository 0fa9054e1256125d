import { contractById } from '../../contract/contracts.js';
import { judge } from '../../contract/judge.js';
import { judgeResult } from '../../flow/judge/result.js';
import { bizIdsOf } from '../../flow/judge/result-fields.js';
import { type FlowJudgement, observed, type SeenFlow, undecided, whyNoCallback } from '../../flow/judge/seen.js';
import type { SentRequest } from '../../flow/judge/walk.js';
import type { ContractResult } from '../../records/types.js';
import type { PlannedScenario } from '../scenario/check.js';
import { outcomesOf } from '../scenario/outcomes.js';
import type { ResultScenario } from '../scenario/types.js';
import {
  type CaseTools,
  isToTryAgain,
  type NotSent,
  pauseBeforeRetry,
  prepare,
  type Sent,
  seen,
  sendOnce,
} from './case-run.js';

/** `not-due`: it cannot be tried here, by no fault. */
export type Judged = FlowJudgement | { readonly verdict: 'not-due'; readonly note: string };

/** Asks about the check that a flow has ended; the same request is sent once, however many scenarios look at its answer. */
export interface FlowResults {
  ask(planned: PlannedScenario, scenario: ResultScenario): Promise<ShownJudgement>;
}

/** A judgement, and what its result shows: the request and the answer. */
export type ShownJudgement = Judged & { readonly shown?: Pick<ContractResult, 'curl' | 'body'> };

type Answered = Exclude<Sent, { notRun: string }>;

export function flowResults(flow: SeenFlow, sent: SentRequest, tools: CaseTools): FlowResults {
  const answers = new Map<string, Answered>();
  const [bizId] = bizIdsOf(flow);
  return {
    async ask(planned, scenario) {
      if (flow.callbacks.length === 0) return undecided(whyNoCallback(flow));
      if (bizId === undefined) return undecided('no callback told the biz_id of the check');
      const { as, with: given, without, extra, method, path } = scenario;
      const key = JSON.stringify([planned.contract, as, given, without, extra, method, path]);
      let answered: Answered | NotSent | undefined = scenario.again ? undefined : answers.get(key);
      for (let time = answered === undefined ? 0 : 2; time < (scenario.again ? 2 : 1); time += 1)
        answered = await send(planned, scenario, bizId, tools);
      if (answered === undefined || 'notRun' in answered)
        return { verdict: answered?.inconclusive ? 'undecided' : 'not-due', note: answered?.notRun ?? '' };
      if (!scenario.again) answers.set(key, answered);
      return judgeAnswer(planned, scenario, answered, flow, sent, tools);
    },
  };
}

/** Sends the request of a scenario, again where the contract says so. */
async function send(
  { id, contract: contractId }: PlannedScenario,
  scenario: ResultScenario,
  bizId: string,
  tools: CaseTools,
): Promise<Answered | NotSent> {
  const contract = contractById(tools.plan.contracts, contractId);
  const left = outcomesOf(scenario.expect, contract) === undefined;
  for (let attempt = 0; ; attempt += 1) {
    const prepared = prepare(id, contract.id, scenario, attempt, tools, { biz_id: bizId });
    const answered = await sendOnce(prepared, id, left ? 'observed' : 'judged', attempt, tools);
    if ('notRun' in answered) return answered;
    if (!isToTryAgain(answered.exchange, contract) || attempt >= tools.plan.retries) return answered;
    await pauseBeforeRetry(attempt);
  }
}

function judgeAnswer(
  { contract: contractId }: PlannedScenario,
  scenario: ResultScenario,
  { exchange, curl }: Answered,
  flow: SeenFlow,
  sent: SentRequest,
  tools: CaseTools,
): ShownJudgement {
  const outcomes = outcomesOf(scenario.expect, contractById(tools.plan.contracts, contractId));
  const { actual, body } = seen(exchange, curl, tools);
  const shown = { curl, body };
  if (outcomes === undefined) return { ...observed(actual), shown };
  const { verdict, note } = judge(exchange.answer, outcomes);
  if (verdict === 'unanswered') return { ...undecided(`${note}; it was not sent again`), shown };
  if (verdict === 'failed' || scenario.see === undefined || exchange.answer.kind !== 'success')
    return { verdict, actual, note, shown };
  return { ...judgeResult(scenario.see, exchange.answer.fields, flow, sent, isJpeg), shown };
}

/** Whether base64 holds a JPEG: from its first marker to its last. */
function isJpeg(base64: string): boolean {
  const bytes = Buffer.from(base64, 'base64');
  const [first, last] = [bytes.subarray(0, 3).toString('hex'), bytes.subarray(-2).toString('hex')];
  return first === 'ffd8ff' && last === 'ffd9';
}
