import { dirname, join } from 'node:path';
import type { Browser } from '@playwright/test';
import type { FlowJudgement } from '../flow/judge/seen.js';
import { servesNoPage } from '../flow/judge/seen.js';
import { judgeExpired, judgeRace, judgeSecondUse, judgeUnexpired, planExpiry } from '../flow/judge/token.js';
import { judgeWalk } from '../flow/judge/walk.js';
import { flowSights, WITHOUT_CAMERA } from '../flow/sights.js';
import { writeBytesAtomic } from '../output/atomic-file.js';
import { readRecordsIfAny } from '../output/jsonl.js';
import type { ContractResult } from '../records/types.js';
import type { PlannedScenario } from '../scenario/check.js';
import type { FlowScenario } from '../scenario/types.js';
import type { Arrival } from './callback-receiver.js';
import { learnFromFlows } from './flow-lessons.js';
import { askToken, type FlowToken } from './flow-token.js';
import type { FlowStage, FlowTools } from './flow-tools.js';
import { FlowWalk, NoPermit } from './flow-walk.js';
import type { WorkerRecord } from './recorder.js';
import { resultOf } from './result-of.js';
import { shortened } from './shortened.js';

/** Walks the liveness flow of a scenario in the browser and judges what it is to show. */
export async function runFlow(
  planned: PlannedScenario,
  scenario: FlowScenario,
  tools: FlowTools,
): Promise<ContractResult> {
  const expected = flowSights[scenario.see];
  const { settings } = tools.stage;
  if (settings.notRun !== '') return resultOf(planned, 'not-run', { expected, note: settings.notRun });
  const learnt = learnFromFlows(settings.person ? [] : resultsSoFar(tools), tools.stage.times);
  if (learnt.notRun !== '') return resultOf(planned, 'not-run', { expected, note: learnt.notRun, inconclusive: true });
  let ready: Awaited<ReturnType<FlowStage['ready']>>;
  try {
    ready = await tools.stage.ready();
  } catch (error) {
    const note = `the flow could not be begun: ${(error as Error).message.split('\n')[0]}`;
    return resultOf(planned, 'not-run', { expected, note, inconclusive: true });
  }
  const mailbox = ready.receiver.open();
  const credential = tools.plan.credentials[scenario.as ?? 'full'] ?? { apiKey: '', apiSecret: '' };
  const walk = new FlowWalk(
    { ...tools, stage: { ...tools.stage, times: learnt.times } },
    ready.browser,
    mailbox,
    credential,
  );
  const shortLived = scenario.see.endsWith('expired_time') && settings.shortLifeUrl !== '';
  const baseUrl = shortLived ? settings.shortLifeUrl : tools.plan.baseUrl;
  const token = await askToken(planned.id, scenario, mailbox, baseUrl, tools);
  const { curl } = token;
  if ('notRun' in token) {
    const { notRun: note, inconclusive, body } = token;
    return resultOf(planned, 'not-run', {
      expected,
      note,
      inconclusive,
      curl,
      body: shortened(body, tools.recorder.redactor),
    });
  }
  walk.step('token', 'given out');
  if (learnt.note !== '') walk.step('waits less', learnt.note);
  const given = { expected, curl, steps: walk.steps };
  try {
    const fresh = () => askToken(`${planned.id} (fresh token)`, scenario, mailbox, baseUrl, tools);
    const judged = await seeAndJudge(scenario, token, walk, fresh);
    await tools.known.learn();
    const screenshot = keepScreenshot(planned.id, await walk.screenshot(), tools);
    const body = shortened(bodyOf(mailbox.arrivals) || token.body, tools.recorder.redactor);
    const shown = { ...given, body, screenshot, durationMs: walk.elapsedMs() };
    return judgedResult(planned, withLesson(judged, learnt.note), shown);
  } catch (error) {
    return resultOf(planned, 'not-run', { ...given, note: whyCutShort(error, ready.browser), inconclusive: true });
  } finally {
    await walk.close();
  }
}

/** What every worker of the run has handed over; a worker of its own begins after each failure. */
function resultsSoFar({ plan }: FlowTools): ContractResult[] {
  const records = readRecordsIfAny(plan.recordsFile) as WorkerRecord[];
  return records.flatMap((record) => (record.type === 'result' ? [record.result] : []));
}

function whyCutShort(error: unknown, browser: Browser): string {
  if (error instanceof NoPermit) return error.message;
  if (!browser.isConnected()) return 'the browser ended in the middle of the flow';
  return `the flow could not be walked: ${(error as Error).message.split('\n')[0]}`;
}

/** Whoever reads that something was missing is to know how long it was waited for, and why. */
function withLesson(judged: Judged, lesson: string): Judged {
  if (lesson === '' || judged.verdict === 'passed' || judged.verdict === 'not-due') return judged;
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

/** `not-due`: it cannot be tried here, by no fault. */
type Judged = FlowJudgement | { readonly verdict: 'not-due'; readonly note: string };

const NO_PAGE: Judged = { verdict: 'not-due', note: 'this target serves no liveness page' };

async function seeAndJudge(
  { see }: FlowScenario,
  token: FlowToken,
  walk: FlowWalk,
  fresh: () => ReturnType<typeof askToken>,
): Promise<Judged> {
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
    default: {
      const flow = await walk.walk(token.pageUrl, { camera: !WITHOUT_CAMERA.includes(see) });
      return servesNoPage(flow.page) ? NO_PAGE : judgeWalk(see, flow, token.sent);
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
