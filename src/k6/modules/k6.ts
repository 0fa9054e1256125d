import { BUILTIN } from '../metrics/builtin.js';
import type { TagContext, Tags } from '../metrics/tag-context.js';
import type { Vu } from '../vu.js';

type Checks = Readonly<Record<string, unknown>>;

/** Thrown by `fail()`: ends the iteration. */
class Failed extends Error {
  override readonly name = 'Failed';
}

/** The module `k6`. `sleep` cannot stop a thread that many VUs share: it keeps this VU from starting anything until it is over. */
export function k6Module(vu: Vu): Record<string, unknown> {
  const { environment } = vu;

  const record = (context: TagContext, name: string, holds: boolean): void => {
    const { series, tally } = context.check(name);
    series.add(holds ? 1 : 0, environment.now());
    if (holds) tally.passes += 1;
    else tally.fails += 1;
  };

  const check = (value: unknown, checks: Checks, tags?: Tags): boolean => {
    vu.assertRunning('check()');
    const context = tags === undefined || tags === null ? vu.context : vu.context.with(textTags(tags));
    if (checks === null || checks === undefined)
      throw new TypeError('check() expects an object of conditions by name as its second argument');
    let all = true;
    for (const name in checks) {
      const wanted = checks[name];
      if (name.includes('::')) throw new Error(`check("${name}"): a name must not have "::" in it`);
      if (typeof wanted === 'function' && wanted.constructor.name === 'AsyncFunction')
        throw new TypeError('check() does not support async functions; await first and check what came');
      let holds = false;
      try {
        const result: unknown = typeof wanted === 'function' ? (wanted as (value: unknown) => unknown)(value) : wanted;
        if (isThenable(result))
          environment.log('warning', `check("${name}"): a promise always holds; await first and check what came`);
        holds = Boolean(result);
      } catch (error) {
        record(context, name, false);
        throw error;
      }
      record(context, name, holds);
      if (!holds) all = false;
    }
    return all;
  };

  const group = (name: string, body: () => unknown): unknown => {
    vu.assertRunning('group()');
    if (name.includes('::')) throw new Error(`group("${name}"): a name must not have "::" in it`);
    if (body.constructor.name === 'AsyncFunction')
      throw new TypeError(
        'group() does not support async functions as arguments; await inside the default function and tag the requests',
      );
    const outer = vu.group;
    vu.enterGroup(name === '' && outer === '' ? '' : `${outer}::${name}`);
    environment.store.group(vu.group);
    const context = vu.context;
    const startedAt = Math.max(vu.busyUntilMs, environment.now());
    try {
      return body();
    } finally {
      const endedAt = Math.max(vu.busyUntilMs, environment.now());
      context.series(BUILTIN.groupDuration).add(endedAt - startedAt, endedAt);
      vu.enterGroup(outer);
    }
  };

  return {
    check,
    group,
    fail: (message: unknown = ''): never => {
      throw new Failed(String(message));
    },
    randomSeed: (seed: number): void => vu.random.seed(Number(seed)),
    sleep: (seconds: number): void => {
      vu.assertRunning('sleep()');
      vu.busyUntilMs = Math.max(vu.busyUntilMs, environment.now()) + Math.max(0, Number(seconds) || 0) * 1000;
    },
  };
}

/** The script's tags as texts. Throws a TypeError for a value that is none: null, nothing, an object. */
export function textTags(tags: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tags).map(([tag, value]) => {
      if (value === null || value === undefined || typeof value === 'object')
        throw new TypeError(`the tag "${tag}" is ${String(value)}; expected text, a number or a boolean`);
      return [tag, String(value)];
    }),
  );
}

function isThenable(value: unknown): boolean {
  return typeof (value as PromiseLike<unknown> | null | undefined)?.then === 'function';
}
