import { readdirSync, readFileSync } from 'node:fs';

/** Taken when this file is read, so that a virtual clock of a test does not reach them. */
const now = performance.now.bind(performance);
const { setInterval, clearInterval } = globalThis;

const TICK_MS = 10;
/** A timer is late by up to this much on a machine that does nothing else. */
const TIMER_IS_LATE_MS = 2;

export interface LagMeter {
  /**
   * How late this process and all it has started may have run since the meter began, milliseconds: what its event loop was
   * late, and how long threads waited for a core. The second is known on Linux only.
   */
  lag(): { readonly sumMs: number; readonly worstStallMs: number };
  stop(): void;
}

/** Begins to measure how late the machine lets this process and its children run. */
export function startLagMeter(): LagMeter {
  const main = `${process.pid}/${process.pid}`;
  const waited = new Map(waitedForACore());
  let mainMs = 0;
  let othersMs = 0;
  let loopMs = 0;
  let worstStallMs = 0;
  const look = (): void => {
    let stallMs = 0;
    for (const [thread, ms] of waitedForACore()) {
      // A thread that is new has waited since the meter began.
      const more = ms - (waited.get(thread) ?? 0);
      waited.set(thread, ms);
      stallMs += more;
      if (thread === main) mainMs += more;
      else othersMs += more;
    }
    worstStallMs = Math.max(worstStallMs, stallMs);
  };
  let dueAt = now() + TICK_MS;
  const tick = (): void => {
    const lateMs = now() - dueAt - TIMER_IS_LATE_MS;
    if (lateMs > 0) loopMs += lateMs;
    worstStallMs = Math.max(worstStallMs, lateMs);
    dueAt = now() + TICK_MS;
  };
  const ticking = setInterval(tick, TICK_MS);
  const looking = setInterval(look, 5 * TICK_MS);
  ticking.unref();
  looking.unref();

  return {
    lag() {
      tick();
      look();
      return { sumMs: Math.max(loopMs, mainMs) + othersMs, worstStallMs };
    },
    stop() {
      clearInterval(ticking);
      clearInterval(looking);
    },
  };
}

/** For every thread of this process and its descendants, how long it has waited for a core so far, milliseconds. */
function* waitedForACore(pid = process.pid): Generator<[thread: string, ms: number]> {
  for (const task of entries(`/proc/${pid}/task`)) {
    const [, waitedNs = '0'] = text(`/proc/${pid}/task/${task}/schedstat`).split(' ');
    yield [`${pid}/${task}`, Number(waitedNs) / 1e6];
    for (const child of text(`/proc/${pid}/task/${task}/children`).split(' ')) {
      if (child !== '') yield* waitedForACore(Number(child));
    }
  }
}

// A process may end while it is looked at, and other systems have no /proc.
function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function text(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}
