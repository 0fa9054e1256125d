import { after } from '../clock.js';
import type { ScriptVu } from '../script-vu.js';

/** A VU's timers: an iteration lasts until they have all fired or been cleared. */
export interface VuTimers {
  setTimeout(callback: (...args: unknown[]) => void, ms?: number, ...args: unknown[]): number;
  clearTimeout(id: number): void;
  setInterval(callback: (...args: unknown[]) => void, ms?: number, ...args: unknown[]): number;
  clearInterval(id: number): void;
  clearAll(): void;
}

export function timersFor(vu: ScriptVu): VuTimers {
  /** What calls each running timer off. */
  const running = new Map<number, () => void>();
  let last = 0;

  const clear = (id: number): void => {
    const cancel = running.get(id);
    if (cancel === undefined) return;
    running.delete(id);
    cancel();
    vu.endWork();
  };

  /** Calls back when nothing else of the VU is under way, unless the timer has been cleared by then. */
  const call = (id: number, callback: (...args: unknown[]) => void, args: unknown[], then: () => void): void => {
    try {
      const result = vu.waiting.inTurn(() => {
        if (!running.has(id)) return undefined;
        const called: unknown = callback(...args);
        return vu.waiting.isPending(called) ? called : undefined;
      }, 'timer');
      if (result instanceof Promise)
        result.then(then, (error: unknown) => {
          vu.fail(error);
          then();
        });
      else then();
    } catch (error) {
      vu.fail(error);
      then();
    }
  };

  const start = (callback: unknown, ms: number, fire: (id: number) => void): number => {
    if (vu.state !== 'init') vu.assertRunning('a timer');
    if (typeof callback !== 'function')
      throw new TypeError(`a timer calls a function when it is due; found ${typeof callback}`);
    const id = ++last;
    vu.beginWork();
    running.set(
      id,
      after(ms, () => fire(id)),
    );
    return id;
  };

  return {
    setTimeout: (callback, ms = 0, ...args) => start(callback, ms, (id) => call(id, callback, args, () => clear(id))),
    setInterval: (callback, ms = 0, ...args) => {
      const period = Math.max(1, ms);
      const again = (id: number): void => {
        if (running.has(id))
          running.set(
            id,
            after(period, () => again(id)),
          );
        call(id, callback, args, () => {});
      };
      return start(callback, period, again);
    },
    clearTimeout: clear,
    clearInterval: clear,
    clearAll: () => {
      for (const id of [...running.keys()]) clear(id);
    },
  };
}
