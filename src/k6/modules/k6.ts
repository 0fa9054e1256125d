import { BUILTIN } from '../metrics/builtin.js';
import type { TagContext } from '../metrics/tag-context.js';
import type { Tags } from '../metrics/tags.js';
import type { ScriptVu } from '../script-vu.js';
import { COMPILED_ASYNC } from '../waiting/module.js';
import { isThenable } from '../waiting/pending.js';

type Checks = Readonly<Record<string, unknown>>;

/** Thrown by `fail()`: ends the iteration. */
class Failed extends Error {
  override readonly name = 'Failed';
}

/** The module `k6`. */
export function k6Module(vu: ScriptVu): Record<string, unknown> {
  const { environment } = vu;

  const record = (context: TagContext, name: string, holds: boolean): void => {
    const { series, tally } = context.check(name);
    series.add(holds ? 1 : 0, environment.now());
    if (holds) tally.passes += 1;
    else tally.fails += 1;
  };

  const check = (value: unknown, checks: Checks, tags?: Tags): unknown => {
    vu.assertRunning('check()');
    const context = tags === undefined || tags === null ? vu.context : vu.context.with(tags);
    if (checks === null || checks === undefined)
      throw new (checks === null ? TypeError : Error)(
        'check() expects an object of conditions by name as its second argument',
      );
    const names: string[] = [];
    for (const name in checks) names.push(name);
    let all = true;
    const judge = (name: string, result: unknown): void => {
      if (isThenable(result))
        environment.log('warning', `check("${name}"): a promise always holds; await first and check what came`);
      const holds = Boolean(result);
      record(context, name, holds);
      if (!holds) all = false;
    };
    const from = (index: number): unknown => {
      for (let at = index; at < names.length; at++) {
        const name = names[at]!;
        const wanted = checks[name];
        if (name.includes('::')) throw new Error(`check("${name}"): a name must not have "::" in it`);
        if (typeof wanted === 'function' && isAsync(wanted, vu.waiting.mixed))
          throw new TypeError('check() does not support async functions; await first and check what came');
        let result: unknown;
        try {
          result = typeof wanted === 'function' ? (wanted as (value: unknown) => unknown)(value) : wanted;
        } catch (error) {
          record(context, name, false);
          throw error;
        }
        if (vu.waiting.isPending(result)) {
          return vu.waiting.after(
            result,
            (waited) => {
              judge(name, waited);
              return vu.waiting.claim(from(at + 1));
            },
            (error) => {
              record(context, name, false);
              throw error;
            },
          );
        }
        judge(name, result);
      }
      return all;
    };
    return from(0);
  };

  const group = (called: unknown, body: unknown): unknown => {
    vu.assertRunning('group()');
    const name = called === undefined || called === null ? '' : String(called);
    if (typeof body !== 'function') throw new Error(`group("${name}") expects a function as its second argument`);
    if (name.includes('::')) throw new Error(`group("${name}"): a name must not have "::" in it`);
    if (isAsync(body, vu.waiting.mixed))
      throw new TypeError(
        'group() does not support async functions as arguments; await inside the default function and tag the requests',
      );
    const outer = vu.group;
    vu.enterGroup(name === '' && outer === '' ? '' : `${outer}::${name}`);
    environment.store.group(vu.group);
    const context = vu.context;
    const startedAt = environment.now();
    const leave = (): void => {
      const endedAt = environment.now();
      context.series(BUILTIN.groupDuration).add(endedAt - startedAt, endedAt);
      vu.enterGroup(outer);
    };
    let result: unknown;
    try {
      result = (body as () => unknown)();
    } catch (error) {
      leave();
      throw error;
    }
    return vu.waiting.after(
      result,
      (waited) => {
        leave();
        return waited;
      },
      (error) => {
        leave();
        throw error;
      },
    );
  };

  return {
    check,
    group,
    fail: (message: unknown = ''): never => {
      throw new Failed(String(message));
    },
    randomSeed: (seed: number): void => vu.random.seed(Number(seed)),
    sleep: (seconds: number): unknown => {
      vu.assertRunning('sleep()');
      return vu.waiting.until(vu.sleep(Math.max(0, Number(seconds) || 0) * 1000));
    },
  };
}

/** Whether a function of the script was written as async: compiling may have turned it into one that gives its turn back. */
function isAsync(body: unknown, compiled: boolean): boolean {
  if (typeof body !== 'function') return false;
  if (body.constructor.name === 'AsyncFunction') return true;
  return compiled && COMPILED_ASYNC.test(Function.prototype.toString.call(body));
}
