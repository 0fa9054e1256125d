import { describe, expect, it } from 'vitest';
import { linearTicks, logTicks, timeTicks } from './ticks.js';

describe('linearTicks', () => {
  it.each([
    // low high about  ticks
    [0, 100, 5, [0, 20, 40, 60, 80, 100]],
    [0, 1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [0, 37, 4, [0, 10, 20, 30]],
    [0, 0, 4, [0]],
  ])('from %d to %d', (low, high, about, ticks) => {
    expect(linearTicks(low, high, about)).toEqual(ticks);
  });
});

describe('logTicks', () => {
  it.each([
    [30, 900, 9, [30, 50, 100, 200, 300, 500]],
    [0.5, 2000, 6, [1, 10, 100, 1000]],
    [49, 90, 9, [50, 60, 80]],
  ])('from %d to %d, at most %d', (low, high, most, ticks) => {
    expect(logTicks(low, high, most)).toEqual(ticks);
  });

  it('finds two or more even where no round factor lies', () => {
    expect(logTicks(61, 79, 6).length).toBeGreaterThan(1);
  });
});

describe('timeTicks', () => {
  it.each([
    // seconds, most → step, last tick
    [2, 6, 1, 2],
    [60, 6, 10, 60],
    [61, 6, 15, 60],
    [6000, 6, 1800, 5400],
    [3 * 86_400, 6, 43_200, 259_200],
    [90 * 86_400, 6, 15 * 86_400, 90 * 86_400],
  ])('over %d s', (seconds, most, stepSeconds, last) => {
    const { stepSeconds: step, ticks } = timeTicks(seconds, most);
    expect([step, ticks[0], ticks.at(-1)]).toEqual([stepSeconds, 0, last]);
  });
});
