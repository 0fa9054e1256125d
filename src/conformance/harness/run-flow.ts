import { dirname, join } from 'node:path';
import { callbacks } from '../../../contracts/callbacks/callbacks.js';
import { classifyAnswer } from '../../contract/answer.js';
import { contractById } from '../../contract/contracts.js';
import { describeExpected } from '../../contract/judge.js';
import { keepFields } from '../../contract/seen-answer.js';
import type { Arrival } from '../../flow/callback-receiver.js';
import { learnFromFlows } from '../../flow/earlier-flows.js';
import {
  type FlowExpectation,
  flowExpectations,
  resultExpectations,
  type TokenExpectation,
} from '../../flow/expectations.js';
import { servesNoPage } from '../../flow/judge/seen.js';
import { judgeExpired, judgeRace, judgeSecondUse, judgeUnexpired, planExpiry } from '../../flow/judge/token.js';
import { judgeWalk } from '../../flow/judge/walk.js';
import { writeBytesAtomic } from '../../output/atomic-file.js';
import { readRecordsIfAny } from '../../output/jsonl.js';
import type { ContractResult } from '../../records/types.js';
import type { PlannedScenario } from '../scenario/check.js';
import { outcomesOf } from '../scenario/outcomes.js';
import { digestOf } from './case-run.js';
import { beginningForm, type FlowCase, hasCamera } from './flow-groups.js';
import { flowResults, type Judged, type ShownJudgement } from './flow-results.js';
import { askToken, type FlowToken } from './flow-token.js';
import type { FlowTools, ReadyStage, Walk } from './flow-tools.js';
import { NoPermit } from './flow-walk.js';
import type { WorkerRecord } from './recorder.js';
import { resultOf } from './result-of.js';
import { shortened } from './shortened.js';

/** Walks the liveness flow once for scenarios that one walk shows, in the browser, and judges what each is to show. */
export async function runFlows(cases: readonly FlowCase[], tools: FlowTools): Promise<ContractResult[]> {
  const each = (status: 'not-run', given: Parameters<typeof resultOf>[2]) =>
    cases.map((planned) => resultOf(planned, status, { expected: expectedOf(planned, tools), ...given }));
  const { settings } = tools.stage;
  if (settings.notRun !== '') return each('not-run', { note: settings.notRun });
  const learnt = learnFromFlows(settings.person ? [] : resultsSoFar(tools), tools.stage.times);
  if (learnt.notRun !== '') return each('not-run', { note: learnt.notRun, inconclusive: true });
  let ready: ReadyStage;
  try {
    ready = await tools.stage.ready();
  } catch (error) {
    const note = `the flow could not be begun: ${(error as Error).message.split('\n')[0]}`;
    return each('not-run', { note, inconclusive: true });
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
  if ('notRun' in token) {
    const { notRun: note, inconclusive } = token;
    const body = shortened(token.body, tools.recorder.redactor);
    return each('not-run', { note, inconclusive, curl, body });
  }
  walk.step('token', 'given out');
  if (learnt.note !== '') walk.step('waits less', learnt.note);
  try {
    const fresh = () => askToken(`${first.id} (fresh token)`, form, mailbox, baseUrl, tools);
    const judged = await seeAndJudge(cases, { token, walk, tools, fresh });
    await tools.known.refresh();
    const screenshot = keepScreenshot(first.id, await walk.screenshot(), tools);
    const told = shortened(bodyOf(mailbox.arrivals) || token.body, tools.recorder.redactor);
    recordCallbacks(first.id, mailbox.arrivals, curl, tools);
    return cases.map((planned, place) => {
      const { shown, ...judgement } = judged[place]!;
      const given = { expected: expectedOf(planned, tools), curl, body: told, steps: walk.steps, screenshot };
      // The walk is counted once, for the first.
      const durationMs = place === 0 ? walk.elapsedMs() : 0;
      return judgedResult(planned, withLesson(judgement, learnt.note), { ...given, durationMs, ...shown });
    });
  } catch (error) {
    const note = whyCutShort(error, ready);
    return each('not-run', { curl, steps: walk.steps, note, inconclusive: true });
  } finally {
    await walk.close();
  }
}

function expectedOf({ scenario, contract }: FlowCase, { plan }: FlowTools): string {
  if (scenario.kind === 'flow') return flowExpectations[scenario.see];
  const outcomes = outcomesOf(scenario.expect, contractById(plan.contracts, contract));
  const answer = outcomes === undefined ? 'left open' : describeExpected(outcomes);
  return scenario.see === undefined ? answer : `${answer}: ${resultExpectations[scenario.see]}`;
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
  return ready.ended() || `the flow could not be walked: ${(error as Error).message.split('\n')[0]}`;
}

/** Whoever reads that something was missing is to know how long it was waited for, and why. */
function withLesson(judged: Judged, lesson: string): Judged {
  if (lesson === '' || !['failed', 'undecided'].includes(judged.verdict)) return judged;
  return { ...judged, note: judged.note === '' ? lesson : `${judged.note}; ${lesson}` };
}

function judgedResult(planned: PlannedScenario, judged: Judged, shown: Parameters<typeof resultOf>[2]): ContractResult {
  const { verdict, note } = judged;
  if (verdict === 'not-due') return resultOf(planned, 'not-run', { ...shown, note });
  if (verdict === 'undecided') return resultOf(planned, 'not-run', { ...shown, note, inconclusive: true });
  return resultOf(planned, verdict, { ...shown, actual: judged.actual, note });
}

/** The different texts of `data` that came, each under the callbacks it came in; empty when none came. */
function bodyOf(arrivals: readonly Arrival[]): string {
  const ways = new Map<string, string[]>();
  for (const { via, data } of arrivals) {
    const text = data?.toString('utf8') ?? '';
    if (text !== '') ways.set(text, [...(ways.get(text) ?? []), via]);
  }
  return [...ways].map(([text, vias]) => `data of ${[...new Set(vias)].join(' and ')}:\n${text}`).join('\n\n');
}

const NO_PAGE: Judged = { verdict: 'not-due', note: 'this target serves no liveness page' };

interface Walked {
  readonly token: FlowToken;
  readonly walk: Walk;
  readonly tools: FlowTools;
  readonly fresh: () => ReturnType<typeof askToken>;
}

/** One judgement for each case, in their order. */
async function seeAndJudge(cases: readonly FlowCase[], walked: Walked): Promise<ShownJudgement[]> {
  const { scenario } = cases[0]!;
  if (scenario.kind === 'flow' && isTokenSight(scenario.see)) return [await judgeToken(scenario.see, walked)];
  const { token, walk, tools } = walked;
  const flow = await walk.walk(token.pageUrl, { camera: hasCamera(scenario) });
  const coordinator = flowResults(flow, token.sent, tools);
  const judged: ShownJudgement[] = [];
  for (const planned of cases) {
    const { scenario: one } = planned;
    if (servesNoPage(flow.page)) judged.push(NO_PAGE);
    else if (one.kind === 'result') judged.push(await coordinator.ask(planned, one));
    else if (isTokenSight(one.see)) throw new Error(`${planned.id}: a token is tried by itself`);
    else judged.push(judgeWalk(one.see, flow, token.sent));
  }
  return judged;
}

function isTokenSight(see: FlowExpectation): see is TokenExpectation {
  return see.startsWith('token ');
}

async function judgeToken(see: TokenExpectation, { token, walk, fresh }: Walked): Promise<Judged> {
  switch (see) {
    case 'token refused the second time': {
      const first = await walk.walk(token.pageUrl);
      if (servesNoPage(first.page)) return NO_PAGE;
      const worked = first.callbacks.length > 0;
      return judgeSecondUse(first, worked ? await walk.tryRefused('opened again', token.pageUrl) : undefined);
    }
    case 'token refused while in use': {
      const race = await walk.race(token.pageUrl);
      return servesNoPage(race.flow.page) ? NO_PAGE : judgeRace(race);
    }
    case 'token refused after expired_time':
    case 'token works before expired_time': {
      const side = see === 'token works before expired_time' ? 'before' : 'after';
      const plan = planExpiry(side, token.expiredTime, Date.now(), token.skewMs);
      if (plan.kind === 'not-run') return { verdict: 'not-due', note: plan.why };
      if (side === 'before') {
        const flow = await walk.walk(token.pageUrl, { notBeforeMs: plan.atMs });
        return servesNoPage(flow.page) ? NO_PAGE : judgeUnexpired(flow, plan.expiresMs);
      }
      const refused = await walk.tryRefused('opened after expired_time', token.pageUrl, plan.atMs);
      if (!servesNoPage(refused.page)) return judgeExpired(refused);
      // Refused for its age, or as any token would be: only the page of a new one tells.
      const other = await fresh();
      if ('notRun' in other) return { verdict: 'undecided', note: other.notRun };
      return servesNoPage((await walk.walk(other.pageUrl)).page) ? NO_PAGE : judgeExpired(refused);
    }
  }
}

/** Writes the picture beside the report and gives its path as the report links it; empty without a picture. */
function keepScreenshot(id: string, picture: Uint8Array | undefined, { plan }: FlowTools): string {
  if (picture === undefined) return '';
  const name = `screenshots/${id.replace(/[^\w.-]+/g, '-').slice(0, 120)}.png`;
  writeBytesAtomic(join(dirname(plan.recordsFile), name), picture);
  return name;
}
