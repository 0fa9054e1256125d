import { setTimeout as sleep } from 'node:timers/promises';

/** A timer of Node's own fires at once when it is set for more than 2^31 - 1 ms. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** Waits until `performance.now()` has reached `untilMs`; never returns early, although timers may fire early. */
export async function holdUntil(untilMs: number, signal: AbortSignal): Promise<void> {
  for (let left = untilMs - performance.now(); left > 0; left = untilMs - performance.now()) {
    if (signal.aborted) return;
    await sleep(Math.min(LONGEST_TIMER_MS, Math.ceil(left)), undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}
