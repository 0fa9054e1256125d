import { describe, expect, it } from 'vitest';
import { constantPacer, type Pacer, rampingPacer } from './pacer.js';

const whole = (hit: number): number => hit;
const tenASecond = { rate: 10, timeUnitMs: 1000, durationMs: 1000 };

/** When each arrival is due, until the pacer stops. */
function dueTimes(pacer: Pacer): number[] {
  const due: number[] = [];
  for (let hits = 0; hits < 1000; hits++) {
    const step = pacer(0, hits);
    if (step.stop) return due;
    due.push(Math.round(step.dueMs));
  }
  return due;
}

describe('a constant rate', () => {
  it.each([
    // elapsed, hits → wait, stop
    [0, 0, 0, false], //       the first arrival is due at once
    [0, 1, 100, false], //     the second a tenth of a second later
    [40, 1, 60, false], //     the wait shrinks as time passes
    [100, 1, 0, false], //     due exactly now
    [350, 1, 0, false], //     overdue: no wait, and never a negative one
    [990, 10, 10, false], //   the last arrival is due at the very end
    [1000, 11, 0, true], //    one more would lie beyond the end
    [5000, 3, 0, false], //    a late generator still owes the arrivals that were due in time
  ])('after %d ms and %d hits: wait %d, stop %s', (elapsedMs, hits, waitMs, stop) => {
    const step = constantPacer(tenASecond, whole)(elapsedMs, hits);
    expect({ waitMs: step.waitMs, stop: step.stop }).toEqual({ waitMs, stop });
  });

  it('says when an arrival was meant to begin, however late it is asked', () => {
    expect(constantPacer(tenASecond, whole)(777, 3).dueMs).toBe(300);
  });

  it('gives a part of the run its own arrivals at their own times', () => {
    const everyThirdFromSecond = (hit: number): number => hit * 3 + 1;
    expect(dueTimes(constantPacer(tenASecond, everyThirdFromSecond))).toEqual([100, 400, 700, 1000]);
  });
});

describe('a ramping rate', () => {
  it.each([
    // a rate that stays: each arrival when a whole one has built up
    [{ startRate: 10, stages: [[1000, 10]] }, [100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]],
    // from 0 to 10 a second in 2 s: the area is 2.5·t², so arrival n comes at √(n / 2.5) s
    [{ startRate: 0, stages: [[2000, 10]] }, [632, 894, 1095, 1265, 1414, 1549, 1673, 1789, 1897, 2000]],
    // down to nothing, a jump, and on: the jump itself takes no time and brings no arrival
    [
      {
        startRate: 10,
        stages: [
          [1000, 0],
          [0, 20],
          [200, 20],
        ],
      },
      [106, 225, 368, 553, 1000, 1050, 1100, 1150, 1200],
    ],
    // a pause without any arrivals
    [
      {
        startRate: 0,
        stages: [
          [500, 0],
          [0, 10],
          [200, 10],
        ],
      },
      [600, 700],
    ],
  ])('%j is due at %j', ({ startRate, stages }, expected) => {
    const pacer = rampingPacer(
      {
        startRate,
        timeUnitMs: 1000,
        stages: stages.map(([durationMs, target]) => ({ durationMs: durationMs!, target: target! })),
      },
      whole,
    );
    expect(dueTimes(pacer)).toEqual(expected);
  });
});
