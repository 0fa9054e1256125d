import { describe, expect, test } from 'vitest';
import { binomialAtLeast, binomialAtMost } from './binomial.js';

/** The same by adding up, for small n. */
function added(k: number, n: number, p: number): number {
  let sum = 0;
  let ways = 1;
  for (let i = 0; i <= k; i += 1) {
    sum += ways * p ** i * (1 - p) ** (n - i);
    ways = (ways * (n - i)) / (i + 1);
  }
  return sum;
}

describe('the binomial distribution', () => {
  test.each([
    [0, 10, 0.1],
    [3, 10, 0.5],
    [9, 10, 0.9],
    [2, 59, 0.05],
    [17, 40, 0.4],
  ])('at most %d of %d at p = %d equals the sum of its terms', (k, n, p) => {
    expect(binomialAtMost(k, n, p)).toBeCloseTo(added(k, n, p), 12);
    expect(binomialAtLeast(k + 1, n, p)).toBeCloseTo(1 - added(k, n, p), 12);
  });

  test('the ends are certain', () => {
    expect(binomialAtMost(-1, 5, 0.3)).toBe(0);
    expect(binomialAtMost(5, 5, 0.3)).toBe(1);
    expect(binomialAtLeast(0, 5, 0.3)).toBe(1);
    expect(binomialAtLeast(6, 5, 0.3)).toBe(0);
  });

  test('ten million trials come out as the normal approximation has them', () => {
    // mean 10,000, deviation 99.95: one deviation above the mean
    expect(binomialAtMost(10_100, 10_000_000, 0.001)).toBeCloseTo(0.8427, 2);
  });
});
