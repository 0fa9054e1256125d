import { after, pause } from './clock.js';
import type { Environment } from './environment.js';
import { dealt, type Segmentation } from './execution-segment.js';
import type { Arrival, ExecutorContext } from './executors/context.js';
import { runExecutor } from './executors/run-executor.js';
import { BUILTIN } from './metrics/builtin.js';
import { maxVusOf, regularDurationMs, type Scenario } from './options/scenario-types.js';
import type { ScenarioRun } from './scenario-run.js';
import type { IterationEnd, Vu } from './vu.js';
import type { VuPool } from './vu-pool.js';

/** Iterations that never wait for anything would starve the thread: after so many milliseconds they let others in. */
const LONGEST_TURN_MS = 5;

interface ScenarioPart {
  readonly scenario: Scenario;
  readonly environment: Environment;
  readonly segmentation: Segmentation;
  readonly pool: VuPool;
  readonly index: number;
  readonly of: number;
  readonly startAtMs: number;
  readonly data: string;
  readonly stop: AbortSignal;
  nextShared(): number;
}

/** Runs this thread's part of one scenario, from its start time to the end of its graceful stop. */
export async function runScenario(part: ScenarioPart): Promise<void> {
  const { scenario, environment, segmentation, pool, index, of, stop, data } = part;
  const { now, settings } = environment;
  const vus = maxVusOf(scenario);
  const mine = segmentation.share.count(vus);
  const threads = Math.min(
    of,
    mine,
    'preAllocatedVus' in scenario ? Math.max(1, segmentation.share.count(scenario.preAllocatedVus)) : mine,
  );
  if (index >= threads) return;
  const work = segmentation.byVus(vus).share;
  const startsAtMs = part.startAtMs + scenario.startTimeMs;
  const tags = { ...scenario.tags, scenario: scenario.name };
  const counted = usesOwnNumbers(scenario) ? segmentation.share : work;
  const run: ScenarioRun = {
    scenario,
    tags,
    context: environment.store.context({ ...settings.tags, ...tags, group: '' }),
    startsAtMs,
    inInstance: (inTest) => counted.count(inTest),
    progress: () => Math.min(1, Math.max(0, (now() - startsAtMs) / regularDurationMs(scenario))),
    begun: 0,
  };
  await pause(startsAtMs - now(), stop);
  if (stop.aborted) return;

  const vusUsed = new Set<Vu>();
  let turnBegunAt = now();
  const iterate = async (vu: Vu, inTest: number, arrival?: Arrival): Promise<IterationEnd> => {
    const begunAt = now();
    if (arrival !== undefined) run.context.series(BUILTIN.iterationStartLag).add(arrival.lagMs, begunAt);
    const end = await vu.run(
      { scenario: run, inTest, lagMs: arrival?.lagMs, droppedAt: arrival?.droppedAt ?? [] },
      data,
    );
    if (end === 'interrupted') return end;
    const rest = settings.minIterationDurationMs - (now() - begunAt);
    if (rest > 0) await pause(rest, stop);
    else if (now() - turnBegunAt > LONGEST_TURN_MS) {
      await new Promise((resolve) => setImmediate(resolve));
      turnBegunAt = now();
    }
    return end;
  };

  const context: ExecutorContext = {
    run,
    now,
    vuShare: dealt(segmentation.share, index, threads),
    workShare: workShareOf(scenario, work, segmentation, index, threads),
    stop,
    acquire: () => {
      const vu = pool.acquire();
      vusUsed.add(vu);
      return vu;
    },
    release: (vu) => {
      vusUsed.delete(vu);
      pool.release(vu);
    },
    iterate,
    activate: (count) => {
      environment.counts.vusActive += count;
    },
    warn: (text) => environment.log('warning', `scenario ${scenario.name}: ${text}`),
    nextShared: part.nextShared,
    drop: (count) => {
      if (count > 0) run.context.series(BUILTIN.droppedIterations).add(count, now());
    },
    chargeUnserved: (droppedAt) => {
      const at = now();
      for (const dueAt of droppedAt) {
        run.context.series(BUILTIN.iterationDurationCorrected).add(at - dueAt, at);
        run.context.series(BUILTIN.httpReqDurationCorrected).add(at - dueAt, at);
      }
    },
  };

  const cutAt = startsAtMs + regularDurationMs(scenario) + scenario.gracefulStopMs;
  const cancelCut = after(Math.max(0, cutAt - now()), () => {
    for (const vu of vusUsed) vu.interrupt();
  });
  await runExecutor(scenario, context);
  cancelCut();
}

/** Whether iterations are numbered by the VUs alone, not out of one heap or at one rate. */
function usesOwnNumbers({ executor }: Scenario): boolean {
  return executor === 'per-vu-iterations' || executor === 'constant-vus' || executor === 'ramping-vus';
}

function workShareOf(
  scenario: Scenario,
  work: Segmentation['share'],
  segmentation: Segmentation,
  index: number,
  threads: number,
) {
  switch (scenario.executor) {
    case 'shared-iterations':
      return work;
    case 'constant-arrival-rate':
    case 'ramping-arrival-rate':
      return dealt(work, index, threads);
    default:
      return dealt(segmentation.share, index, threads);
  }
}
