import { describe, expect, test } from 'vitest';
import { logNormal, logNormalCdf, logNormalQuantile } from './log-normal.js';

describe('a log-normal by median and p99', () => {
  test('it has that median and that p99', () => {
    const shape = logNormal(120, 800);
    expect(logNormalQuantile(shape, 0.5)).toBeCloseTo(120, 6);
    expect(logNormalQuantile(shape, 0.99)).toBeCloseTo(800, 6);
    expect(logNormalCdf(shape, 120)).toBeCloseTo(0.5, 10);
    expect(logNormalCdf(shape, 800)).toBeCloseTo(0.99, 10);
    expect(logNormalCdf(shape, 0)).toBe(0);
  });

  test('p99 = median is a constant', () => {
    const shape = logNormal(50, 50);
    expect(logNormalQuantile(shape, 0.999)).toBeCloseTo(50, 6);
    expect(logNormalCdf(shape, 51)).toBe(1);
    expect(logNormalCdf(shape, 49)).toBe(0);
  });
});
