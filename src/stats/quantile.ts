import { binomialAtLeast, binomialAtMost } from './binomial.js';

/**
 * The value at quantile `q` (0 to 1) of values in ascending order, between two of them by straight line at q (n - 1), as
 * k6 does it. Undefined when there are none.
 */
export function quantile(ascending: readonly number[], q: number): number | undefined {
  const place = q * (ascending.length - 1);
  const below = ascending[Math.floor(place)];
  const above = ascending[Math.ceil(place)];
  if (below === undefined || above === undefined) return undefined;
  return below + (above - below) * (place - Math.floor(place));
}

/** Ranks in ascending order, from 1; undefined where so few samples bound nothing on that side. */
export interface RankRange {
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/**
 * Between which two of `n` ordered samples the true quantile `q` lies with the confidence (both 0 to 1). It holds for any
 * distribution: whether a sample falls below the quantile is a coin thrown with probability q.
 */
export function quantileRanks(n: number, q: number, confidence: number): RankRange {
  const tail = (1 - confidence) / 2;
  // The sample of rank l lies above the quantile when fewer than l samples lie below it.
  const low = lastWhere(n, (rank) => binomialAtMost(rank - 1, n, q) <= tail);
  // The sample of rank u lies below it when at least u samples do; the first such rank follows the last where it is likely.
  const high = lastWhere(n, (rank) => binomialAtLeast(rank, n, q) > tail) + 1;
  return { low: low === 0 ? undefined : low, high: high > n ? undefined : high };
}

/** The last of the ranks 1..n for which `holds` is true, given that it is true up to some rank and false after; 0 for none. */
function lastWhere(n: number, holds: (rank: number) => boolean): number {
  let yes = 0;
  let no = n + 1;
  while (no - yes > 1) {
    const middle = Math.floor((yes + no) / 2);
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}
