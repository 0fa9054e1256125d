import { describe, expect, test } from 'vitest';
import { judgeShare, samplesStillNeeded, samplesToPass } from './share-verdict.js';

const promise = (percent: number, confidence = 0.95) => ({ allowed: (100 - percent) / 100, confidence });

describe('a promise on a share', () => {
  test.each([
    // percentile, samples needed with 0, 1, 2 and 5 over the limit, at 95 % confidence
    [95, [59, 93, 124, 208]],
    [99, [299, 473, 628, 1049]],
    [99.9, [2995, 4742, 6294, 10_511]],
  ])('p%d passes from the tabled number of samples on', (percent, needed) => {
    expect([0, 1, 2, 5].map((over) => samplesToPass(over, promise(percent)))).toEqual(needed);
  });

  test.each([
    // percentile, over the limit, samples needed at 99 % confidence (the early-stopping table of MLPerf)
    [90, 1, 64],
    [99, 0, 459],
    [99, 1, 662],
  ])('p%d with %d over needs %d at 99 %% confidence', (percent, over, needed) => {
    expect(samplesToPass(over, promise(percent, 0.99))).toBe(needed);
  });

  test.each([
    // failures, samples that prove 99.9 % availability
    [0, 2995],
    [1, 4742],
    [3, 7752],
  ])('availability 99.9 %% with %d failures needs %d', (failures, needed) => {
    expect(judgeShare(failures, needed, promise(99.9))).toBe('pass');
    expect(judgeShare(failures, needed - 1, promise(99.9))).toBe('inconclusive');
  });

  test('it fails once the lower bound on the share passes what is allowed', () => {
    // 7 of 59 over: P(Bin(59, 5 %) >= 7) = 3 %; 6 of 59: 8 %
    expect(judgeShare(7, 59, promise(95))).toBe('fail');
    expect(judgeShare(6, 59, promise(95))).toBe('inconclusive');
    expect(judgeShare(2, 2, promise(95))).toBe('fail');
  });

  test('nothing measured is inconclusive', () => {
    expect(judgeShare(0, 0, promise(95))).toBe('inconclusive');
    expect(samplesStillNeeded(0, 0, promise(95))).toBe(59);
  });

  describe('samples still needed', () => {
    test('none once it is decided', () => {
      expect(samplesStillNeeded(0, 59, promise(95))).toBe(0);
      expect(samplesStillNeeded(59, 59, promise(95))).toBe(0);
    });

    test('with none over so far: what is missing to the table', () => {
      expect(samplesStillNeeded(0, 20, promise(95))).toBe(39);
      expect(samplesStillNeeded(0, 100, promise(99))).toBe(199);
    });

    test('that many more at the share seen so far do decide, and a tenth fewer do not', () => {
      const more = samplesStillNeeded(3, 100, promise(95))!;
      expect(judgeShare(Math.ceil(0.03 * (100 + more)), 100 + more, promise(95))).toBe('pass');
      const fewer = 100 + Math.floor(more * 0.9);
      expect(judgeShare(Math.ceil(0.03 * fewer), fewer, promise(95))).toBe('inconclusive');
    });

    test('a share that is too high heads for a fail', () => {
      const more = samplesStillNeeded(8, 100, promise(95))!;
      expect(judgeShare(Math.floor(0.08 * (100 + more)), 100 + more, promise(95))).toBe('fail');
    });

    test('a share right on the promise is never decided', () => {
      expect(samplesStillNeeded(5, 100, promise(95))).toBeUndefined();
    });
  });
});
