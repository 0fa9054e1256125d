import { describe, expect, test } from 'vitest';
import { quantile, quantileRanks } from './quantile.js';

describe('quantiles', () => {
  test('between two values the quantile lies on the straight line, as in k6', () => {
    expect(quantile([10, 20, 30, 40], 0.5)).toBe(25);
    expect(quantile([10, 20, 30, 40], 0.95)).toBeCloseTo(38.5, 10);
    expect(quantile([10, 20, 30, 40], 1)).toBe(40);
    expect(quantile([7], 0.99)).toBe(7);
    expect(quantile([], 0.5)).toBeUndefined();
  });

  test('the p99 of 1,000 samples lies between the 983rd and the 997th', () => {
    expect(quantileRanks(1000, 0.99, 0.95)).toEqual({ low: 983, high: 997 });
  });

  test('too few samples leave a side open', () => {
    // With 59 samples no one can be sure that the p99 was exceeded even once.
    expect(quantileRanks(59, 0.99, 0.95).high).toBeUndefined();
    expect(quantileRanks(2, 0.5, 0.95)).toEqual({ low: undefined, high: undefined });
    expect(quantileRanks(0, 0.5, 0.95)).toEqual({ low: undefined, high: undefined });
  });

  test('six samples bound the median between the smallest and the largest: 1 - 2/64 = 96.9 %', () => {
    expect(quantileRanks(6, 0.5, 0.95)).toEqual({ low: 1, high: 6 });
    expect(quantileRanks(5, 0.5, 0.95)).toEqual({ low: undefined, high: undefined });
  });
});
