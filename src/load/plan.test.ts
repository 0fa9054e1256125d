import { describe, expect, it } from 'vitest';
import type { RawOptions } from '../k6/options/raw-options.js';
import { completeSettings } from '../k6/options/settings.js';
import { planLoad } from './plan.js';

const plan = (scenarios: RawOptions, more: RawOptions = {}) => planLoad(completeSettings([{ scenarios, ...more }]));

describe('what a script will send at most', () => {
  it.each([
    // scenarios, requests, a second, ms
    [
      'a constant rate: the first arrival at once, one at the very end',
      { a: { executor: 'constant-arrival-rate', rate: 20, duration: '3s', preAllocatedVUs: 1 } },
      [61, 20, 3000],
    ],
    [
      'half an arrival a second',
      { a: { executor: 'constant-arrival-rate', rate: 5, timeUnit: '10s', duration: '1m', preAllocatedVUs: 1 } },
      [31, 0.5, 60_000],
    ],
    [
      'one scenario after the other: the rates do not add up, the requests do',
      {
        a: { executor: 'constant-arrival-rate', rate: 5, duration: '2s', preAllocatedVUs: 1 },
        b: { executor: 'constant-arrival-rate', rate: 50, duration: '2s', startTime: '2s', preAllocatedVUs: 1 },
      },
      [112, 50, 4000],
    ],
    [
      'side by side they add up',
      {
        a: { executor: 'constant-arrival-rate', rate: 5, duration: '4s', preAllocatedVUs: 1 },
        b: { executor: 'constant-arrival-rate', rate: 50, duration: '2s', startTime: '2s', preAllocatedVUs: 1 },
      },
      [122, 55, 4000],
    ],
    [
      'a climb',
      {
        a: {
          executor: 'ramping-arrival-rate',
          startRate: 0,
          stages: [
            { target: 10, duration: '10s' },
            { target: 10, duration: '5s' },
          ],
          preAllocatedVUs: 1,
        },
      },
      [101, 10, 15_000],
    ],
    ['iterations shared', { a: { executor: 'shared-iterations', vus: 2, iterations: 7 } }, [7, null, 600_000]],
    ['iterations for each', { a: { executor: 'per-vu-iterations', vus: 2, iterations: 7 } }, [14, null, 600_000]],
    ['users without pause', { a: { executor: 'constant-vus', vus: 2, duration: '1s' } }, [null, null, 1000]],
  ])('%s', (_what, scenarios, [requests, perSecond, durationMs]) => {
    expect(plan(scenarios)).toMatchObject({ requests, perSecond, durationMs });
  });

  it('a least time for an iteration bounds users without pause', () => {
    const scenarios = { a: { executor: 'constant-vus', vus: 2, duration: '1s' } };
    expect(plan(scenarios, { minIterationDuration: '100ms' })).toMatchObject({ requests: 22, perSecond: 20 });
  });

  it('tells the users of the smallest scenario, as each of several machines needs one', () => {
    const scenarios = {
      a: { executor: 'constant-arrival-rate', rate: 5, duration: '2s', preAllocatedVUs: 4, maxVUs: 9 },
      b: { executor: 'shared-iterations', vus: 3, iterations: 10 },
    };
    expect(plan(scenarios).fewestUsers).toBe(3);
  });
});
