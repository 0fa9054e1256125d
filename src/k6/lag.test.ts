import { describe, expect, it } from 'vitest';
import { judgeLag } from './lag.js';

const quiet = { maxMs: 3, p99Ms: 1, startP99Ms: 1, dropped: 0, medianMs: 50 };

describe("the engine's own lag spoils a run", () => {
  it.each([
    ['a quiet engine', quiet, false],
    ['one long stall among many moments', { ...quiet, maxMs: 400 }, false],
    ['an event loop that is late by more than 10 ms', { ...quiet, p99Ms: 11 }, true],
    [
      'the same where requests take a second: a tenth of that is tolerated',
      { ...quiet, p99Ms: 11, medianMs: 1000 },
      false,
    ],
    ['arrivals that begin late', { ...quiet, startP99Ms: 20 }, true],
    ['arrivals that could not begin at all', { ...quiet, dropped: 1 }, true],
  ])('%s: %o → %s', (_, measured, spoiled) => {
    const lag = judgeLag(measured);
    expect(lag.spoiled).toBe(spoiled);
    expect(lag.reasons.length > 0).toBe(spoiled);
  });
});
