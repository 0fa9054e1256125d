import { describe, expect, it } from 'vitest';
import { anObjective } from '../../records/load-record.fixture.js';
import { english } from '../texts.js';
import { objectiveBounds, objectiveInterval, objectiveValue } from './interval.js';

const share = (low: number | null, high: number | null, target: number, measured: number | null = null) =>
  anObjective({ kind: 'availability', percentile: null, unit: '%', low, high, target, measured });

describe('the interval of a share', () => {
  it.each([
    ['99.23–100 %', 99.239, 100, 99],
    ['96.3–100 %', 96.335, 100, 95],
    ['83–100 %', 83.887, 100, 99],
    ['98.45–99.22 %', 98.459, 99.215, 99.9],
    // The end of an interval may reach the whole, however near it was.
    ['99.2–100 %', 99.2, 99.99999, 99],
    ['99.9987–99.9998 %', 99.99874, 99.99975, 99.9],
    ['98–99.3 %', 98.04, 99.26, 98],
    ['0–0.56 %', 0, 0.5501, 99],
  ])('has two figures of its width, rounded outwards: %s', (text, low, high, target) => {
    expect(objectiveBounds(share(low, high, target), english)).toBe(text);
  });

  it.each([
    ['an end above', '75.1–84.97 %', 75.1, 84.97, 85],
    ['an end below', '97.06–98.3 %', 97.06, 98.3, 97.05],
    ['a promise of many decimals', '99.985–100 %', 99.985, 100, 99.985],
  ])('never crosses the promise by being rounded: %s', (_what, text, low, high, target) => {
    expect(objectiveBounds(share(low, high, target), english)).toBe(text);
  });

  it.each([
    ['99.3 %', 99.333_333, 96.6, 99.9, 95],
    ['99.99 %', 99.9912, 98, 100, 99.99],
    ['100 %', 100, 83.887, 100, 99],
  ])('gives its decimals to what was measured: %s', (text, measured, low, high, target) => {
    expect(objectiveValue(measured, share(low, high, target, measured))).toBe(text);
  });

  it('reads the same in a sentence, also where one side is open', () => {
    expect(objectiveInterval(share(96.335, 100, 95), 95, english)).toBe('95 % interval 96.3–100 %');
    expect(objectiveInterval(share(null, 4.1234, 95), 95, english)).toBe('95 % interval up to 4.2 %, open below');
    expect(objectiveBounds(share(null, null, 95), english)).toBe('open');
  });
});
