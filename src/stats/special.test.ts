import { describe, expect, test } from 'vitest';
import { logGamma, normalCdf, normalQuantile, regularizedBeta } from './special.js';

describe('special functions', () => {
  test('logGamma: factorials, and the half from the square root of pi', () => {
    expect(Math.exp(logGamma(1))).toBeCloseTo(1, 12);
    expect(Math.exp(logGamma(5))).toBeCloseTo(24, 10);
    expect(Math.exp(logGamma(0.5))).toBeCloseTo(Math.sqrt(Math.PI), 12);
    let log100 = 0;
    for (let i = 2; i <= 100; i += 1) log100 += Math.log(i);
    expect(logGamma(101)).toBeCloseTo(log100, 9);
  });

  test('regularizedBeta: closed forms and symmetry', () => {
    expect(regularizedBeta(0.3, 1, 1)).toBeCloseTo(0.3, 13);
    expect(regularizedBeta(0.2, 3, 1)).toBeCloseTo(0.008, 13);
    expect(regularizedBeta(0.2, 1, 3)).toBeCloseTo(1 - 0.8 ** 3, 13);
    expect(regularizedBeta(0.37, 40, 60) + regularizedBeta(0.63, 60, 40)).toBeCloseTo(1, 12);
    expect(regularizedBeta(0, 2, 2)).toBe(0);
    expect(regularizedBeta(1, 2, 2)).toBe(1);
  });

  test.each([
    // p, the tabled z
    [0.975, 1.959964],
    [0.95, 1.644854],
    [0.99, 2.326348],
    [0.5, 0],
    [0.001, -3.090232],
  ])('normalQuantile(%d) is the tabled %d, and normalCdf leads back', (p, z) => {
    expect(normalQuantile(p)).toBeCloseTo(z, 5);
    expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 12);
  });
});
