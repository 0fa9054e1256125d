import { describe, expect, test } from 'vitest';
import { LogHistogram } from './log-histogram.js';

function of(values: Iterable<number>): LogHistogram {
  const histogram = new LogHistogram();
  for (const value of values) histogram.add(value);
  return histogram;
}

describe('the histogram', () => {
  test('ranks and quantiles are within 0.2 % of the values themselves', () => {
    const values = Array.from({ length: 10_000 }, (_, i) => 0.5 + (i * i) / 1000);
    const histogram = of(values);
    for (const rank of [1, 2, 77, 5000, 9900, 9999, 10_000]) {
      const value = values[rank - 1]!;
      expect(Math.abs(histogram.atRank(rank)! - value) / value).toBeLessThanOrEqual(0.002);
    }
    expect(histogram.quantile(0.99)).toBe(histogram.atRank(9900));
    expect(histogram.mean).toBeCloseTo(values.reduce((a, b) => a + b) / 10_000, 6);
  });

  test('two samples are kept as they are', () => {
    const histogram = of([12.5, 250]);
    expect([histogram.min, histogram.max, histogram.quantile(0.5), histogram.quantile(0.99)]).toEqual([
      12.5, 250, 12.5, 250,
    ]);
  });

  test('an empty one has no figures', () => {
    const histogram = new LogHistogram();
    expect([histogram.min, histogram.max, histogram.mean, histogram.quantile(0.5), histogram.atRank(1)]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(histogram.buckets()).toEqual([]);
  });

  test('merged halves equal the whole', () => {
    const values = Array.from({ length: 999 }, (_, i) => (i * 7919) % 1000);
    const whole = of(values);
    const half = of(values.slice(0, 400));
    half.merge(of(values.slice(400)));
    expect(half.buckets()).toEqual(whole.buckets());
    expect([half.count, half.min, half.max, half.mean]).toEqual([whole.count, whole.min, whole.max, whole.mean]);
  });

  test('a million values from a microsecond to an hour need some thousands of buckets', () => {
    const histogram = new LogHistogram();
    for (let i = 0; i < 1_000_000; i += 1) histogram.add(0.001 * 3.6e9 ** ((i % 10_007) / 10_007));
    expect(histogram.count).toBe(1_000_000);
    expect(histogram.buckets().length).toBeLessThan(6000);
  });

  test('a bucket holds the values it says', () => {
    const histogram = of([0, 0.001, 1, 1.003, 99]);
    for (const { from, to, count } of histogram.buckets()) {
      const held = [0, 0.001, 1, 1.003, 99].filter((value) => (value > from || value === 0) && value <= to * 1.0001);
      expect(held.length).toBeGreaterThanOrEqual(count);
    }
  });

  test('values above a limit are counted', () => {
    expect(of([1, 5, 9.9, 10.2, 300]).countAbove(10)).toBe(2);
    expect(new LogHistogram().countAbove(10)).toBe(0);
  });

  test('what is no number is refused; below 0 is 0', () => {
    expect(() => of([Number.NaN])).toThrow(RangeError);
    expect(() => of([Number.POSITIVE_INFINITY])).toThrow(RangeError);
    expect(of([-3]).min).toBe(0);
  });
});
