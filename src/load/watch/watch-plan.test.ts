import { describe, expect, it } from 'vitest';
import { planWatch } from './watch-plan.js';

const day = 86_400_000;
const free = { requests: null, perSecond: null };
const wish = { everyMs: 30_000, forMs: 7 * day, taken: 0, ageMs: 0 };

describe('how many samples a watch still takes', () => {
  it.each([
    // wish, budget, samples
    [wish, free, 20_160],
    [{ ...wish, taken: 2880, ageMs: day }, free, 17_280],
    [{ ...wish, ageMs: 8 * day }, free, 0],
    [{ ...wish, forMs: undefined }, free, undefined],
    [{ ...wish, forMs: undefined, taken: 100 }, { requests: 500, perSecond: null }, 400],
    [{ ...wish, everyMs: 200, forMs: 1000 }, { requests: 5, perSecond: 5 }, 5],
  ])('%j within %j: %s', (given, budget, mostSamples) => {
    expect(planWatch(given, budget)).toEqual({ kind: 'go', mostSamples });
  });

  it.each([
    [wish, { requests: 500, perSecond: null }, 'would take 20160 more samples, and 500 are left'],
    [{ ...wish, everyMs: 100 }, { requests: null, perSecond: 5 }, 'faster than budget.per_second (5); give 200ms'],
  ])('%j is refused within %j', (given, budget, why) => {
    expect(planWatch(given, budget)).toEqual({ kind: 'refused', why: expect.stringContaining(why) });
  });
});
