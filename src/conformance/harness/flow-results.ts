import { contractById } from '../../contract/contracts.js';
import { judgeResult } from '../../flow/judge/result.js';
import { bizIdsOf } from '../../flow/judge/result-fields.js';
import { type SeenFlow, undecided, whyNoCallback } from '../../flow/judge/seen.js';
import type { SentRequest } from '../../flow/judge/walk.js';
import type { ContractResult } from '../../records/types.js';
import { sayOfCallbacks as say } from '../../sayings/callbacks.js';
import type { PlannedScenario } from '../scenario/check.js';
import { outcomesOf } from '../scenario/outcomes.js';
import type { ResultScenario } from '../scenario/types.js';
import { type Answered, type CaseTools, noteAccount, sendPatiently, shownBody } from './case-run.js';
import { type Judged, judgeAnswer, notSent } from './judged.js';

/** Asks about the check that a flow has ended; the same request is sent once, however many scenarios look at its answer. */
export interface FlowResults {
  ask(planned: PlannedScenario, scenario: ResultScenario): Promise<ShownJudgement>;
}

/** A judgement, and what its result shows: the request and the answer. */
export type ShownJudgement = Judged & { readonly shown?: Pick<ContractResult, 'curl' | 'body'> };

export function flowResults(flow: SeenFlow, sent: SentRequest, tools: CaseTools): FlowResults {
  const answers = new Map<string, Answered>();
  const [bizId] = bizIdsOf(flow);
  return {
    async ask(planned, scenario) {
      if (flow.callbacks.length === 0) return undecided(whyNoCallback(flow));
      if (bizId === undefined) return undecided(say('noBizId'));
      const { as, with: given, without, extra, method, path } = scenario;
      const key = JSON.stringify([planned.contract, as, given, without, extra, method, path]);
      const kind = scenario.expect === 'observe' ? 'observed' : 'judged';
      const askOnce = () => sendPatiently(planned, scenario, kind, tools, { biz_id: bizId });
      if (scenario.again) await askOnce();
      const answered = (scenario.again ? undefined : answers.get(key)) ?? (await askOnce());
      if ('notRun' in answered) return notSent(answered);
      if (!scenario.again) answers.set(key, answered);
      return judgeShown(planned, scenario, answered, flow, sent, tools);
    },
  };
}

async function judgeShown(
  { id, contract: contractId }: PlannedScenario,
  scenario: ResultScenario,
  answered: Answered,
  flow: SeenFlow,
  sent: SentRequest,
  tools: CaseTools,
): Promise<ShownJudgement> {
  const { exchange, curl, attempts } = answered;
  const outcomes = outcomesOf(scenario.expect, contractById(tools.plan.contracts, contractId));
  const shown = { curl, body: shownBody(exchange, tools.recorder) };
  const judged = judgeAnswer(exchange.answer, outcomes, attempts);
  const lost = judged.verdict === 'passed' ? undefined : await noteAccount(answered, exchange.answer, id, tools);
  if (lost !== undefined) return { ...undecided(lost), shown };
  if (judged.verdict !== 'passed' || scenario.see === undefined || exchange.answer.kind !== 'success')
    return { ...judged, shown };
  return { ...judgeResult(scenario.see, exchange.answer.fields, flow, sent, isJpeg), shown };
}

/** Whether base64 holds a JPEG: from its first marker to its last. */
function isJpeg(base64: string): boolean {
  const bytes = Buffer.from(base64, 'base64');
  const [first, last] = [bytes.subarray(0, 3).toString('hex'), bytes.subarray(-2).toString('hex')];
  return first === 'ffd8ff' && last === 'ffd9';
}
