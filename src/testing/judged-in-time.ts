import type { TestContext } from 'vitest';
import { startLagMeter } from './lag-meter.js';

/** So many times later than tolerated, the machine will not run in time a moment later. */
const HOPELESS = 20;

interface Judging {
  /** As late as this the machine may run, milliseconds, and what is expected comes out all the same. */
  readonly toleratesMs: number | ((attempt: number) => number);
  /** Whether that is the sum of all that was late, by default, or the worst single stall. */
  readonly counts?: 'sum' | 'worst stall';
  /** How often it is tried. */
  readonly attempts?: number;
}

/**
 * Carries out a test whose outcome depends on the clock. It fails where the machine ran in time and what is expected did not
 * come out. Where the machine ran too late to tell, it is tried again, and in the end skipped with the reason. `attempt` gets
 * the number of the attempt, from 1, so that it may give itself more time.
 */
export async function judgedInTime(
  context: Pick<TestContext, 'skip'>,
  { toleratesMs, counts = 'sum', attempts = 3 }: Judging,
  attempt: (number: number) => Promise<void>,
): Promise<void> {
  let why = '';
  for (let number = 1; number <= attempts; number += 1) {
    const turn = number === 1 ? besideOthers : alone;
    const most = typeof toleratesMs === 'number' ? toleratesMs : toleratesMs(number);
    const lateMs = await turn(() => lateBy(most, counts, () => attempt(number)));
    if (lateMs === undefined) return;
    why = `the machine ran ${Math.round(lateMs)} ms late (${counts}), and at most ${Math.round(most)} ms are tolerated`;
    if (lateMs > HOPELESS * Math.max(most, 50)) break;
  }
  context.skip(`not judged: ${why}`);
}

/** Throws what `attempt` throws unless the machine ran later than tolerated: then that lag, milliseconds. */
async function lateBy(
  toleratesMs: number,
  counts: 'sum' | 'worst stall',
  attempt: () => Promise<void>,
): Promise<number | undefined> {
  const meter = startLagMeter();
  try {
    await attempt();
    return undefined;
  } catch (error) {
    const { sumMs, worstStallMs } = meter.lag();
    const lateMs = counts === 'sum' ? sumMs : worstStallMs;
    if (lateMs <= toleratesMs) throw error;
    return lateMs;
  } finally {
    meter.stop();
  }
}

type Turn = <Result>(work: () => Promise<Result>) => Promise<Result>;

const running = new Set<Promise<unknown>>();
let lastAlone: Promise<unknown> = Promise.resolve();

/** First attempts of concurrent tests run side by side, */
const besideOthers: Turn = async (work) => {
  for (let seen: unknown; seen !== lastAlone; ) {
    seen = lastAlone;
    await lastAlone;
  }
  const done = work();
  running.add(done);
  return done.finally(() => running.delete(done));
};

/** and further ones alone, so that they do not hold each other up. */
const alone: Turn = (work) => {
  const before = lastAlone;
  const done = before.then(() => Promise.allSettled(running)).then(work);
  lastAlone = done.catch(() => undefined);
  return done;
};
