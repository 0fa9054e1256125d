import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until `performance.now()` has reached `untilMs`; never returns early, although timers may fire early. */
export async function holdUntil(untilMs: number, signal: AbortSignal): Promise<void> {
  for (let left = untilMs - performance.now(); left > 0; left = untilMs - performance.now()) {
    if (signal.aborted) return;
    await sleep(Math.ceil(left), undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}
