import { bisect, normalQuantile, regularizedBeta } from './special.js';

/** A range of shares, each from 0 to 1. */
export interface ShareRange {
  readonly low: number;
  readonly high: number;
}

/** `two`: the range holds the true share with the confidence; `one`: each end by itself bounds it with the confidence. */
export type Sides = 'one' | 'two';

/**
 * The exact (Clopper-Pearson) bounds on a share of which `count` in `n` were seen. It never promises more than
 * `confidence` (0 to 1), which is why verdicts rest on it. With n = 0 nothing is known: 0 to 1.
 */
export function clopperPearson(count: number, n: number, confidence: number, sides: Sides): ShareRange {
  const tail = tailOf(confidence, sides);
  return {
    low: count <= 0 ? 0 : bisect((p) => regularizedBeta(p, count, n - count + 1) >= tail, 0, 1),
    high: count >= n ? 1 : bisect((p) => regularizedBeta(p, count + 1, n - count) >= 1 - tail, 0, 1),
  };
}

/** Wilson's range for a share: closer to the confidence on average than the exact one, so it is the one to show. */
export function wilson(count: number, n: number, confidence: number): ShareRange {
  if (n === 0) return { low: 0, high: 1 };
  const z = normalQuantile(1 - tailOf(confidence, 'two'));
  const share = count / n;
  const middle = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return {
    low: count === 0 ? 0 : Math.max(0, middle - half),
    high: count === n ? 1 : Math.min(1, middle + half),
  };
}

/** How often the event can still happen, with the confidence, when it was never seen in `n` tries: the "rule of three", exact. */
export function unseenBound(n: number, confidence: number): number {
  return n === 0 ? 1 : 1 - (1 - confidence) ** (1 / n);
}

function tailOf(confidence: number, sides: Sides): number {
  return (1 - confidence) / (sides === 'two' ? 2 : 1);
}
