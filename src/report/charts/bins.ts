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
/** Times below this count as this. */
const SMALLEST_MS = 0.01;
/** Of so few requests each must show as one. */
const FEW = 200;

/**
 * Buckets as bars that all span the same factor, so that their heights compare on a logarithmic axis; `ratio` is that factor
 * as far as the buckets know it. A bucket across an edge is shared out. An edge lies at `edge` when one is given, so that no
 * bar is on both sides of it.
 */
export function logBins(buckets: readonly HistogramBucket[], ratio: number, edge: number | null): Bin[] {
  const spans = buckets.map(({ from, to, count }) => spanOf(from, to, count));
  const first = spans[0];
  if (first === undefined) return [];
  const step = Math.log(Math.max(LEAST_RATIO, ratio));
  const anchor = edge === null ? first.low : Math.log(edge);
  const indexOf = (place: number): number => Math.floor((place - anchor) / step + 1e-9);
  const counts = new Map<number, number>();
  const add = (index: number, count: number): void => {
    if (count > 0) counts.set(index, (counts.get(index) ?? 0) + count);
  };
  const few = spans.reduce((sum, { count }) => sum + count, 0) < FEW;
  for (const { low, high, count } of spans) {
    if (few) {
      add(indexOf((low + high) / 2), count);
      continue;
    }
    const end = Math.max(indexOf(low), Math.ceil((high - anchor) / step - 1e-9) - 1);
    for (let index = indexOf(low); index <= end; index += 1) {
      const begin = anchor + index * step;
      add(index, (count * (Math.min(high, begin + step) - Math.max(low, begin))) / (high - low));
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
  const end = Math.max(to, SMALLEST_MS);
  const begin = from >= SMALLEST_MS / 2 && from < end ? from : end / 2;
  return { low: Math.log(begin), high: Math.log(end), count };
}
