import { describe, expect, test } from 'vitest';
import { arrivals } from './workloads.js';

describe('a constant arrival rate', () => {
  test('the measured phase begins when the warm-up is over and its users are free', () => {
    expect(arrivals({ rate: 10, users: 20, warmupMs: 5000, measureMs: 30_000 })).toMatchObject({
      warmup: { startTime: '0ms', duration: '5000ms', gracefulStop: '1000ms', tags: { phase: 'warmup' } },
      measure: { startTime: '6000ms', duration: '30000ms', rate: 10, timeUnit: '1s', tags: { phase: 'measure' } },
    });
  });

  test('no warm-up', () => {
    expect(Object.keys(arrivals({ rate: 1, users: 1, warmupMs: 0, measureMs: 1 }))).toEqual(['measure']);
  });

  test('half an arrival a second is 500 in 1,000 seconds', () => {
    const { measure } = arrivals({ rate: 0.5, users: 1, warmupMs: 0, measureMs: 1000 });
    expect(measure).toMatchObject({ rate: 500, timeUnit: '1000s' });
  });
});
