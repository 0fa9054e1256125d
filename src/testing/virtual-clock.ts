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

/** Some seconds. */
const MOST_IDLE_TURNS = 5_000;

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
    for (let idleTurns = 0; !ended; idleTurns = vi.getTimerCount() === 0 ? idleTurns + 1 : 0) {
      if (idleTurns > MOST_IDLE_TURNS)
        throw new Error('this waits for something else than a timer of the virtual clock');
      await vi.advanceTimersToNextTimerAsync();
    }
    return await result;
  } finally {
    vi.useRealTimers();
  }
}
