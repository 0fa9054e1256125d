import { AwaitingLists } from './lists.js';
import { boxed, unboxed } from './pending.js';
import type { Waiting } from './waiting.js';

/** The module that compiled scripts take their waiting from. */
export const WAITING_MODULE = 'facegate:waiting';

/** How a function begins that was async before it was compiled. */
export const COMPILED_ASYNC = /^[^{]*?(?:\{|=>)\s*(?:\{[^}]*?return )?__wait_*\.turns\(/;

/** What compiled scripts call to wait; the compiler (`compile/rewrite`) writes these calls. */
export function waitingModule(waiting: Waiting): Record<string, unknown> {
  const { each, arrays, lent } = new AwaitingLists(waiting);
  return {
    /** Said by a script that has promises of its own, before anything else. */
    mixed: () => {
      waiting.mixed = true;
    },
    run: (body: () => Promise<unknown>, place: string) => waiting.run(body, place),
    turns: (...given: Parameters<Waiting['runInTurns']>) => waiting.runInTurns(...given),
    claim: (value: unknown) => waiting.claim(value),
    open: unboxed,
    box: boxed,
    each,
    arrays,
    lent,
    /** An `await` in a function that does not wait itself: it goes on when it is its turn. */
    gate: (value: unknown) =>
      Promise.resolve(value).then(
        (settled) => {
          const turn = waiting.turns.pass();
          return turn === undefined ? settled : turn.then(() => settled);
        },
        async (error: unknown) => {
          await waiting.turns.pass();
          throw error;
        },
      ),
    /** A callback of `then`, `catch` or `finally`. */
    later: (callback: unknown) =>
      typeof callback === 'function'
        ? (...args: unknown[]) => waiting.inTurn(() => (callback as (...args: unknown[]) => unknown)(...args))
        : callback,
    /** `new Promise(…)` with an executor that waits. */
    promise: (executor: (resolve: (value: unknown) => void, reject: (reason: unknown) => void) => unknown) => {
      let settle!: [resolve: (value: unknown) => void, reject: (reason: unknown) => void];
      const promise = new Promise((resolve, reject) => {
        settle = [resolve, reject];
      });
      return waiting.run(async () => {
        try {
          await waiting.claim(executor(...settle));
        } catch (error) {
          settle[1](error);
        }
        return boxed(promise);
      });
    },
  };
}
