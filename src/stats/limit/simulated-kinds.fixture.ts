// Kinds of servers that the limit search is tried on, each drawn by a seed. Only tests import this file.
import { seededRandom } from '../seeded-random.fixture.js';
import {
  balanced,
  both,
  concurrency,
  fixedWindow,
  leakyBucket,
  queue,
  type Searched,
  type Server,
  searchOn,
  slidingWindow,
  tokenBucket,
  type Way,
  withErrors,
} from './simulated-server.js';
import type { LimitResult } from './types.js';

/** `exact`: what is true of the server. `unsure`: says so. `wrong`: anything else. */
export type Mark = 'exact' | 'unsure' | 'wrong';

export interface Case {
  readonly server: Server;
  /** What the server is, for a message. */
  readonly about: string;
  /** Whether a result is true of it; `tookMs` is how long the search took. */
  readonly isTrue: (result: LimitResult, tookMs: number) => boolean;
}

interface Dice {
  readonly random: () => number;
  /** A whole number from `least` to `most`. */
  readonly whole: (least: number, most: number) => number;
  readonly oneOf: <Value>(values: readonly Value[]) => Value;
}

function diceOf(seed: number): Dice {
  const random = seededRandom(seed);
  const whole = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1));
  return { random, whole, oneOf: (values) => values[whole(0, values.length - 1)]! };
}

/** Answers take about the same time, or vary a little. */
function serviceOf({ random, oneOf, whole }: Dice, least = 10): { service: () => number; ms: number } {
  const ms = whole(least, 200);
  const spread = oneOf([0, 0, 0.05, 0.2]);
  return { ms, service: () => ms * (1 + spread * random()) };
}

const isLimit =
  (limit: number) =>
  ({ value, stopped }: LimitResult): boolean =>
    value === limit && stopped === '';
const isRate = ({ value, cause, stopped }: LimitResult): boolean =>
  value === null && cause === 'rate' && stopped === '';
const any =
  (...checks: ((result: LimitResult) => boolean)[]) =>
  (result: LimitResult): boolean =>
    checks.some((check) => check(result));

export const KINDS = {
  'a plain limit': (dice: Dice): Case => {
    const limit = dice.whole(1, 60);
    const { service, ms } = serviceOf(dice);
    return { server: concurrency(() => limit, service), about: `L ${limit}, ${ms} ms`, isTrue: isLimit(limit) };
  },
  'a plain limit, 1 % false 500s': (dice: Dice): Case => {
    const limit = dice.whole(1, 60);
    const { service, ms } = serviceOf(dice);
    const server = withErrors(
      concurrency(() => limit, service),
      0.01,
      dice.random,
    );
    return { server, about: `L ${limit}, ${ms} ms`, isTrue: isLimit(limit) };
  },
  'slots that come back 1–250 ms late': (dice: Dice): Case => {
    const limit = dice.whole(1, 40);
    const { service, ms } = serviceOf(dice);
    const late = dice.oneOf([1, 2, 5, 10, 20, 50, 100, 200, 250]);
    const jitter = dice.oneOf([0, 0.2, 0.5]);
    const server = concurrency(
      () => limit,
      service,
      () => late * (1 + jitter * dice.random()),
    );
    return { server, about: `L ${limit}, ${ms} ms, ${late} ms late, jitter ${jitter}`, isTrue: isLimit(limit) };
  },
  'late slots, 1 % false 500s': (dice: Dice): Case => {
    const limit = dice.whole(1, 40);
    const { service, ms } = serviceOf(dice);
    const late = dice.oneOf([5, 20, 100, 200]);
    const slow = concurrency(
      () => limit,
      service,
      () => late,
    );
    return {
      server: withErrors(slow, 0.01, dice.random),
      about: `L ${limit}, ${ms} ms, ${late} ms late`,
      isTrue: isLimit(limit),
    };
  },
  'a limit that changes once': (dice: Dice): Case => {
    const { service, ms } = serviceOf(dice);
    const [first, second] = [dice.whole(2, 60), dice.whole(1, 60)];
    const atMs = dice.whole(500, 9000);
    const server = concurrency((nowMs) => (nowMs < atMs ? first : second), service);
    return {
      server,
      about: `L ${first}, ${second} after ${atMs} ms, ${ms} ms`,
      // The one since the change, or, where the search was over before it or all but over, the one until then.
      isTrue: (result, tookMs) => isLimit(second)(result) || (tookMs < atMs + 3000 && isLimit(first)(result)),
    };
  },
  'a token bucket': (dice: Dice): Case => {
    const [perSecond, burst] = [dice.oneOf([1, 2, 5, 10, 20, 50, 100, 200, 500]), dice.whole(1, 60)];
    const { service, ms } = serviceOf(dice, 20);
    // A single token that comes back within a second is a single slot that comes back late.
    const isTrue = burst === 1 && perSecond > 1 ? any(isRate, isLimit(1)) : isRate;
    return {
      server: tokenBucket(perSecond, burst, service),
      about: `${perSecond}/s, burst ${burst}, ${ms} ms`,
      isTrue,
    };
  },
  'a leaky bucket': (dice: Dice): Case => {
    const [perSecond, size] = [dice.oneOf([5, 10, 20, 50, 100, 200]), dice.whole(1, 40)];
    // So many are in it at once and no more, and all but one of them wait: that is true, too.
    const isTrue = any(isLimit(size), isRate, ({ waitBeyond }) => waitBeyond === 1);
    return { server: leakyBucket(perSecond, size), about: `${perSecond}/s, size ${size}`, isTrue };
  },
  'a sliding window of 1–5 s': (dice: Dice): Case => {
    const [most, windowMs] = [dice.whole(1, 60), dice.oneOf([1000, 1000, 2000, 5000])];
    const { service, ms } = serviceOf(dice);
    return {
      server: slidingWindow(most, windowMs, service),
      about: `${most} in ${windowMs} ms, ${ms} ms`,
      isTrue: isRate,
    };
  },
  'a fixed window of 1–5 s': (dice: Dice): Case => {
    const [most, windowMs] = [dice.whole(1, 60), dice.oneOf([1000, 1000, 2000, 5000])];
    const { service, ms } = serviceOf(dice);
    const server = fixedWindow(most, windowMs, dice.whole(0, windowMs), service);
    return { server, about: `${most} in ${windowMs} ms, ${ms} ms`, isTrue: isRate };
  },
  'two nodes, in turns': (dice: Dice): Case => {
    const limit = dice.whole(1, 30);
    const { service, ms } = serviceOf(dice);
    const node = () => concurrency(() => limit, service);
    const server = balanced([node(), node()], (request) => request % 2);
    return { server, about: `2 × ${limit}, ${ms} ms`, isTrue: isLimit(2 * limit) };
  },
  'two nodes, by chance': (dice: Dice): Case => {
    const limit = dice.whole(2, 30);
    const { service, ms } = serviceOf(dice);
    const node = () => concurrency(() => limit, service);
    const server = balanced([node(), node()], () => dice.whole(0, 1));
    // Only one node's worth is always accepted.
    return { server, about: `2 × ${limit}, ${ms} ms`, isTrue: isLimit(limit) };
  },
  'a limit in flight and one on the rate': (dice: Dice): Case => {
    const limit = dice.whole(2, 40);
    const { service, ms } = serviceOf(dice);
    const [perSecond, burst] = [dice.oneOf([10, 20, 50, 100, 200]), limit + dice.whole(5, 100)];
    const server = both(
      tokenBucket(perSecond, burst, () => 0),
      concurrency(() => limit, service),
    );
    return {
      server,
      about: `L ${limit}, ${perSecond}/s, burst ${burst}, ${ms} ms`,
      isTrue: any(isLimit(limit), isRate),
    };
  },
  'a fair queue': (dice: Dice): Case => {
    const most = dice.whole(1, 40);
    const { service, ms } = serviceOf(dice);
    return {
      server: queue(most, service),
      about: `${most}, ${ms} ms`,
      isTrue: ({ cause, waitBeyond, low, value }) =>
        (cause === 'queue' && waitBeyond === most) || (value === null && cause === 'none' && low <= most),
    };
  },
  'answers in no time': (dice: Dice): Case => {
    const limit = dice.whole(2, 60);
    // Nothing is ever in the server at the same time: no limit can be seen, and none be excluded.
    return {
      server: concurrency(
        () => limit,
        () => 0,
      ),
      about: `L ${limit}, 0 ms`,
      isTrue: isLimit(limit),
    };
  },
  'no limit': (dice: Dice): Case => {
    const { service, ms } = serviceOf(dice);
    return {
      server: concurrency(() => Number.POSITIVE_INFINITY, service),
      about: `${ms} ms`,
      isTrue: ({ value, cause, stopped }) => value === null && cause === 'none' && stopped === '',
    };
  },
} satisfies Record<string, (dice: Dice) => Case>;

export type Kind = keyof typeof KINDS;

/** The most in flight that the searches may have. */
const MAX_LEVEL = 80;

export interface Outcome {
  readonly mark: Mark;
  readonly searched: Searched;
  readonly about: string;
}

/** Draws a server of a kind, a way to it, and searches for its limit. */
export function tryKind(kind: Kind, seed: number): Outcome {
  const dice = diceOf(seed);
  const { server, about, isTrue } = KINDS[kind](dice);
  const wayMs = dice.oneOf([0.1, 0.1, 1, 20]);
  const way: Way = {
    delay: () => wayMs * (1 + 0.3 * dice.random()),
    blurMs: dice.oneOf([0, 0.5]),
    timeUsed: dice.random() < 0.8,
  };
  const searched = searchOn(server, way, { maxLevel: MAX_LEVEL, settleMs: dice.oneOf([20, 250, 250]) });
  const { result, tookMs } = searched;
  const mark = isTrue(result, tookMs) ? 'exact' : isUnsure(result) ? 'unsure' : 'wrong';
  return { mark, searched, about: `${about}, way ${wayMs} ms` };
}

/** A result that names no limit and says that it is not sure. */
function isUnsure({ value, stopped }: LimitResult): boolean {
  return value === null && stopped !== '';
}
