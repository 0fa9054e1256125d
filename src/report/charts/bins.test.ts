import { describe, expect, it } from 'vitest';
import { logBins } from './bins.js';

const sum = (bins: readonly { readonly count: number }[]) => bins.reduce((total, { count }) => total + count, 0);

describe('logBins', () => {
  it('makes bars that all span the same factor, and loses no request', () => {
    const buckets = [
      { from: 10, to: 12, count: 700 },
      { from: 12, to: 30, count: 2500 },
      { from: 80, to: 81, count: 33 },
    ];
    const bins = logBins(buckets, 1.3, null);
    for (const { from, to } of bins) expect(to / from).toBeCloseTo(1.3, 9);
    expect(sum(bins)).toBeCloseTo(3233, 6);
  });

  it('has an edge at the promise, so that no bar is on both sides of it', () => {
    const bins = logBins([{ from: 100, to: 900, count: 5000 }], 1.4, 300);
    expect(bins.filter(({ from, to }) => from < 299.99 && to > 300.01)).toEqual([]);
    expect(bins.some(({ from }) => Math.abs(from - 300) < 0.01)).toBe(true);
  });

  it('shares a bucket out over the bars it spans', () => {
    const bins = logBins([{ from: 100, to: 400, count: 1000 }], 2, null);
    expect(bins.map(({ count }) => Math.round(count))).toEqual([500, 500]);
  });

  it('shows each of a few requests whole', () => {
    const bins = logBins(
      [
        { from: 48.8, to: 49, count: 1 },
        { from: 55.9, to: 56.1, count: 1 },
      ],
      1.04,
      300,
    );
    expect(bins.map(({ count }) => count)).toEqual([1, 1]);
  });

  it('finds a place for answers that took no time at all', () => {
    const [bin, ...rest] = logBins([{ from: 0, to: 0.001, count: 3 }], 1.1, null);
    expect(rest).toEqual([]);
    expect(bin!.count).toBe(3);
    expect(bin!.from).toBeGreaterThan(0);
  });

  it('has nothing to show of nothing', () => {
    expect(logBins([], 1.1, 300)).toEqual([]);
  });
});
