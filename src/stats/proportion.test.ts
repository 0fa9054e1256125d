import { describe, expect, test } from 'vitest';
import { clopperPearson, unseenBound, wilson } from './proportion.js';

describe('bounds on a share', () => {
  test('Clopper-Pearson, two-sided: 0 of 10 is at most 30.8 %, 5 of 10 is 18.7 % to 81.3 %', () => {
    expect(clopperPearson(0, 10, 0.95, 'two').low).toBe(0);
    expect(clopperPearson(0, 10, 0.95, 'two').high).toBeCloseTo(0.3085, 4);
    expect(clopperPearson(5, 10, 0.95, 'two').low).toBeCloseTo(0.1871, 4);
    expect(clopperPearson(5, 10, 0.95, 'two').high).toBeCloseTo(0.8129, 4);
    expect(clopperPearson(10, 10, 0.95, 'two').high).toBe(1);
  });

  test('Clopper-Pearson, one-sided, agrees with the floors: 0 in 2,995 is just below 0.1 %, 0 in 2,994 is not', () => {
    expect(clopperPearson(0, 2995, 0.95, 'one').high).toBeLessThan(0.001);
    expect(clopperPearson(0, 2994, 0.95, 'one').high).toBeGreaterThan(0.001);
    expect(clopperPearson(1, 4742, 0.95, 'one').high).toBeLessThan(0.001);
    expect(clopperPearson(1, 4741, 0.95, 'one').high).toBeGreaterThan(0.001);
  });

  test('Wilson: 5 of 10 is 23.7 % to 76.3 %, 0 of 10 is 0 to 27.8 %', () => {
    expect(wilson(5, 10, 0.95).low).toBeCloseTo(0.2366, 4);
    expect(wilson(5, 10, 0.95).high).toBeCloseTo(0.7634, 4);
    expect(wilson(0, 10, 0.95)).toEqual({ low: 0, high: expect.closeTo(0.2775, 4) });
  });

  test('without samples nothing is known', () => {
    expect(wilson(0, 0, 0.95)).toEqual({ low: 0, high: 1 });
    expect(clopperPearson(0, 0, 0.95, 'two')).toEqual({ low: 0, high: 1 });
    expect(unseenBound(0, 0.95)).toBe(1);
  });

  test('no refusal in m accepts bounds the refusal probability: 5 % from 59, 1 % from 299', () => {
    expect(unseenBound(59, 0.95)).toBeLessThan(0.05);
    expect(unseenBound(58, 0.95)).toBeGreaterThan(0.05);
    expect(unseenBound(299, 0.95)).toBeLessThan(0.01);
    expect(unseenBound(298, 0.95)).toBeGreaterThan(0.01);
  });
});
