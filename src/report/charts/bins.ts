import type { HistogramBucket } from '../../records/load-types.js';

/** A bar of the histogram as drawn. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  /** May be a fraction: a bucket that lies across an edge is split. */
  readonly count: number;
}

/** Bars closer than this say no more than the buckets know. */
const LEAST_RATIO = 1.02;

/**
 * Buckets as at most `most` bars that all span the same factor, so that their heights compare on a logarithmic axis. A
 * bucket across an edge is shared out; an edge lies at `edge` when one is given, so that no bar is on both sides of it.
 * Times below a hundredth of a millisecond count as that.
 */
export function logBins(buckets: readonly HistogramBucket[], most: number, edge: number | null): Bin[] {
  const spans = buckets.map(({ from, to, count }) => spanOf(from, to, count));
  const [first, last] = [spans[0], spans.at(-1)];
  if (first === undefined || last === undefined) return [];
  const step = Math.max(Math.log(LEAST_RATIO), (last.high - first.low) / most);
  const anchor = edge === null ? first.low : Math.log(edge);
  const indexOf = (place: number): number => Math.floor((place - anchor) / step + 1e-9);
  const counts = new Map<number, number>();
  for (const { low, high, count } of spans) {
    const end = Math.max(indexOf(low), Math.ceil((high - anchor) / step - 1e-9) - 1);
    for (let index = indexOf(low); index <= end; index += 1) {
      const begin = anchor + index * step;
      const part = (Math.min(high, begin + step) - Math.max(low, begin)) / (high - low);
      if (part > 0) counts.set(index, (counts.get(index) ?? 0) + count * Math.min(1, part));
    }
  }
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([index, count]) => ({
      from: Math.exp(anchor + index * step),
      to: Math.exp(anchor + (index + 1) * step),
      count,
    }));
}

/** A bucket that begins at 0 has no place on a logarithmic axis: it is drawn as wide as a factor of two. */
function spanOf(from: number, to: number, count: number) {
  const end = Math.max(to, 0.01);
  const begin = Math.max(from, end / 2);
  return { low: Math.log(Math.min(begin, end / LEAST_RATIO)), high: Math.log(end), count };
}
