import { binomialAtLeast, binomialAtMost } from './binomial.js';

export type ShareVerdict = 'pass' | 'fail' | 'inconclusive';

/**
 * A promise on a share: at most `allowed` (0 to 1) of all requests may break it. "p95 below 300 ms" allows 0.05 over 300 ms,
 * "availability 99.9 %" allows 0.001 failures.
 */
export interface SharePromise {
  readonly allowed: number;
  /** 0 to 1; how sure a pass or a fail must be. */
  readonly confidence: number;
}

/** Beyond this many further samples no plan is made. */
const MOST_SAMPLES = 10_000_000;

/**
 * Whether `broken` in `n` samples prove the promise kept or broken with its confidence, by the exact binomial test on
 * either side. Too few samples to tell, or none at all: inconclusive, never a pass.
 */
export function judgeShare(broken: number, n: number, { allowed, confidence }: SharePromise): ShareVerdict {
  if (n <= 0) return 'inconclusive';
  const doubt = 1 - confidence;
  if (within(binomialAtMost(broken, n, allowed), doubt)) return 'pass';
  if (broken > 0 && within(binomialAtLeast(broken, n, allowed), doubt)) return 'fail';
  return 'inconclusive';
}

/** The fewest samples that pass when `broken` of them break the promise. */
export function samplesToPass(broken: number, promise: SharePromise): number {
  return firstWhere(broken + 1, (n) => judgeShare(broken, n, promise) === 'pass') ?? Number.POSITIVE_INFINITY;
}

/**
 * How many more samples would decide if the share stays as measured: 0 when it is decided already, undefined when the
 * share lies so close to the promise that ten million would not do.
 */
export function samplesStillNeeded(broken: number, n: number, promise: SharePromise): number | undefined {
  if (judgeShare(broken, n, promise) !== 'inconclusive') return 0;
  if (broken === 0) {
    const total = firstWhere(1, (m) => judgeShare(0, m, promise) === 'pass');
    return total === undefined ? undefined : total - n;
  }
  const share = broken / n;
  const direction = share > promise.allowed ? 'fail' : 'pass';
  const round = direction === 'pass' ? Math.ceil : Math.floor;
  const total = firstWhere(n + 1, (m) => judgeShare(round(share * m), m, promise) === direction);
  return total === undefined ? undefined : total - n;
}

/** The first whole number from `start` on where `holds` turns true and stays so; undefined beyond ten million. */
function firstWhere(start: number, holds: (n: number) => boolean): number | undefined {
  let no = start - 1;
  let step = 1;
  while (!holds(no + step)) {
    no += step;
    step *= 2;
    if (no > MOST_SAMPLES) return undefined;
  }
  let yes = no + step;
  while (yes - no > 1) {
    const middle = Math.floor((no + yes) / 2);
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}

/** At most, but not by a rounding error in the last digits. */
function within(probability: number, doubt: number): boolean {
  return probability <= doubt * (1 + 1e-9);
}
