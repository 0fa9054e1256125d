import { dirname, join } from 'node:path';
import { callbacks } from '../../../contracts/callbacks/callbacks.js';
import { classifyAnswer } from '../../contract/answer.js';
import { contractById } from '../../contract/contracts.js';
import { describeExpected } from '../../contract/judge.js';
import { keepFields } from '../../contract/seen-answer.js';
import type { Arrival } from '../../flow/callback-receiver.js';
import { learnFromFlows } from '../../flow/earlier-flows.js';
import { undecided } from '../../flow/judge/seen.js';
import { writeBytesAtomic } from '../../output/atomic-file.js';
import { readRecordsIfAny } from '../../output/jsonl.js';
import type { ContractResult } from '../../records/types.js';
import { sayOfAnswers } from '../../sayings/answers.js';
import { sayOfCallbacks as say } from '../../sayings/callbacks.js';
import { RESULTS, WALKS } from '../../sayings/walks.js';
import { outcomesOf } from '../scenario/outcomes.js';
import { digestOf } from './case-run.js';
import { beginningForm, type FlowCase } from './flow-groups.js';
import { lacksPage, NO_PAGE, seeAndJudge } from './flow-judgements.js';
import { askToken } from './flow-token.js';
import type { FlowTools, ReadyStage } from './flow-tools.js';
import { NoPermit } from './flow-walk.js';
import { type Judged, judgedResult, notSent, withLesson } from './judged.js';
import type { WorkerRecord } from './recorder.js';
import { dataOf } from './seen-callback.js';
import { shortened } from './shortened.js';

/** Walks the liveness flow once for scenarios that one walk shows, in the browser, and judges what each is to show. */
export async function runFlows(cases: readonly FlowCase[], tools: FlowTools): Promise<ContractResult[]> {
  const each = (judged: Judged, given: Parameters<typeof judgedResult>[2] = {}) =>
    cases.map((planned) => judgedResult(planned, judged, { expected: expectedOf(planned, tools), ...given }));
  const { settings } = tools.stage;
  if (settings.notRun !== '') return each({ verdict: 'not-due', note: settings.notRun });
  const soFar = resultsSoFar(tools);
  if (lacksPage(soFar)) return each(NO_PAGE);
  const learnt = learnFromFlows(settings.person ? [] : soFar, tools.stage.times);
  if (learnt.notRun !== '') return each(undecided(learnt.notRun));
  let ready: ReadyStage;
  try {
    ready = await tools.stage.ready();
  } catch (error) {
    return each(undecided(say('notBegun', { reason: (error as Error).message.split('\n')[0]! })));
  }
  const [first] = cases;
  if (first === undefined) return [];
  const { scenario } = first;
  const form = beginningForm(scenario);
  const mailbox = ready.receiver.open();
  const credential = tools.plan.credentials[form.as ?? 'full'] ?? { apiKey: '', apiSecret: '' };
  const walk = ready.begin({ ...tools, stage: { ...tools.stage, times: learnt.times } }, mailbox, credential);
  const shortLived = scenario.kind === 'flow' && scenario.see.endsWith('expired_time') && settings.shortLifeUrl !== '';
  const baseUrl = shortLived ? settings.shortLifeUrl : tools.plan.baseUrl;
  const token = await askToken(first.id, form, mailbox, baseUrl, tools);
  const { curl } = token;
  if ('notRun' in token) return each(notSent(token), { curl, body: shortened(token.body, tools.recorder.redactor) });
  walk.step('token', say('givenOut'));
  if (learnt.note !== '') walk.step(say('waitsLess'), learnt.note);
  try {
    const fresh = () => askToken(`${first.id} (fresh token)`, form, mailbox, baseUrl, tools);
    const judged = await seeAndJudge(cases, { token, walk, tools, fresh });
    await tools.known.refresh();
    const screenshot = keepScreenshot(first.id, await walk.screenshot(), tools);
    const told = shortened(dataOf(mailbox.arrivals) || token.body, tools.recorder.redactor);
    recordCallbacks(first.id, mailbox.arrivals, curl, tools);
    return cases.map((planned, place) => {
      const { shown, ...judgement } = judged[place]!;
      const given = { expected: expectedOf(planned, tools), curl, body: told, steps: walk.steps, screenshot };
      // The walk is counted once, for the first.
      const durationMs = place === 0 ? walk.elapsedMs() : 0;
      return judgedResult(planned, withLesson(judgement, learnt.note), { ...given, durationMs, ...shown });
    });
  } catch (error) {
    return each(undecided(whyCutShort(error, ready)), { curl, steps: walk.steps });
  } finally {
    await walk.close();
  }
}

function expectedOf({ scenario, contract }: FlowCase, { plan }: FlowTools): string {
  if (scenario.kind === 'flow') return WALKS[scenario.see];
  const outcomes = outcomesOf(scenario.expect, contractById(plan.contracts, contract));
  const answer = outcomes === undefined ? sayOfAnswers('leftOpen') : describeExpected(outcomes);
  return scenario.see === undefined ? answer : `${answer}: ${RESULTS[scenario.see]}`;
}

/** Hands what notify_url was told to the sweeps, so that the checks of a run can be compared. */
function recordCallbacks(scenario: string, arrivals: readonly Arrival[], curl: string, { recorder }: FlowTools): void {
  const data = arrivals.find((arrival) => arrival.via === 'notify' && arrival.data !== undefined)?.data;
  if (data === undefined) return;
  const body = data.toString('utf8');
  const kept = keepFields(classifyAnswer(200, body, callbacks.answer), body, callbacks, digestOf);
  const told = { contract: callbacks.id, scenario, kind: 'judged', attempt: 0, status: 200 } as const;
  const times = { sentAtMs: Date.now(), serverDateMs: null, wallMs: 0 };
  recorder.answer({ ...told, ...times, ...kept, curl, body: shortened(body, recorder.redactor) });
}

/** What every worker of the run has handed over; a worker of its own begins after each failure. */
function resultsSoFar({ plan }: FlowTools): ContractResult[] {
  const records = readRecordsIfAny(plan.recordsFile) as WorkerRecord[];
  return records.flatMap((record) => (record.type === 'result' ? [record.result] : []));
}

function whyCutShort(error: unknown, ready: ReadyStage): string {
  if (error instanceof NoPermit) return error.message;
  return ready.ended() || say('notWalked', { reason: (error as Error).message.split('\n')[0]! });
}

/** Writes the picture beside the report and gives its path as the report links it; empty without a picture. */
function keepScreenshot(id: string, picture: Uint8Array | undefined, { plan }: FlowTools): string {
  if (picture === undefined) return '';
  const name = `screenshots/${id.replace(/[^\w.-]+/g, '-').slice(0, 120)}.png`;
  writeBytesAtomic(join(dirname(plan.recordsFile), name), picture);
  return name;
}
