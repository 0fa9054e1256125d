import { vi } from 'vitest';

/** Time as the engine, the emulator and their scripts know it; microtasks and the network stay as they are. */
const FAKED = [
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'setImmediate',
  'clearImmediate',
  'performance',
  'hrtime',
  'Date',
] as const;

/**
 * Carries out `work` on a clock that passes only while everything waits for a timer, and then at once. Whatever waits for
 * anything else, a file or the network, must have ended before; no other test may run meanwhile.
 */
export async function onVirtualClock<Result>(work: () => Promise<Result>): Promise<Result> {
  vi.useFakeTimers({ toFake: [...FAKED] });
  try {
    let ended = false;
    const result = work().finally(() => {
      ended = true;
    });
    // Whoever awaits it hears of a rejection; until then it is nobody's.
    result.catch(() => {});
    while (!ended) await vi.advanceTimersToNextTimerAsync();
    return await result;
  } finally {
    vi.useRealTimers();
  }
}
