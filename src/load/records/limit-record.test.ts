import { describe, expect, test } from 'vitest';
import { aRoundSeen } from '../../stats/limit/round-seen.fixture.js';
import type { LimitResult, LimitStep } from '../../stats/limit/types.js';
import { limitRecord } from './limit-record.js';
import { SampleTally } from './samples.js';

const step = (level: number, outcome: LimitStep['outcome'], more: Partial<LimitStep> = {}): LimitStep => ({
  ...aRoundSeen({ level, perLoop: 2 }, outcome === 'refused' ? { accepted: 5, refused: level - 5 } : {}),
  purpose: 'climb',
  level,
  restMs: 250,
  outcome,
  ...more,
});

function samplesOf(steps: readonly LimitStep[], result?: LimitResult) {
  const tally = new SampleTally([]);
  const add = (tags: object) =>
    tally.add(
      JSON.stringify({
        metric: 'facegate_limit_step',
        type: 'Point',
        data: { time: '2026-01-02T03:04:05Z', value: 1, tags },
      }),
    );
  for (const [index, one] of steps.entries()) add({ step: String(index), seen: JSON.stringify(one) });
  if (result !== undefined) add({ result: JSON.stringify(result) });
  return tally.samples();
}

const stair = { purpose: 'climb', restMs: 250 };

describe('the record of a limit search', () => {
  test('the result as the script told it, with its staircase', () => {
    const result: LimitResult = {
      value: 5,
      low: 5,
      high: 5,
      cause: 'concurrency',
      inLoop: 3,
      answerMs: 20,
      late: { fromMs: 6, toMs: 9 },
      waitBeyond: null,
      changed: null,
      probes: 2,
      requests: 16,
      reached: 5,
      shown: 5,
      atServer: 4.5,
      recoveredAfterMs: 250,
      outvoted: [2],
      stopped: '',
      evidence: ['L = 5'],
    };
    const steps = [
      step(4, 'held', { unknown: { timeout: 1, '429': 2 } }),
      step(8, 'refused'),
      step(5, 'refused'),
      step(16, 'thin', { shown: 7 }),
    ];
    expect(limitRecord(samplesOf(steps, result))).toEqual({
      ...result,
      staircase: [
        { ...stair, level: 4, reached: 4, shown: 4, accepted: 8, refused: 0, unknown: 3, outcome: 'held' },
        { ...stair, level: 8, reached: 8, shown: 5, accepted: 5, refused: 3, unknown: 0, outcome: 'refused' },
        // One that was outvoted, and one that showed too little, say nothing of the limit.
        { ...stair, level: 5, reached: 5, shown: 5, accepted: 5, refused: 0, unknown: 0, outcome: 'unknown' },
        { ...stair, level: 16, reached: 16, shown: 7, accepted: 32, refused: 0, unknown: 0, outcome: 'unknown' },
      ],
    });
  });

  test('a search that was cut off keeps what its rounds showed', () => {
    const record = limitRecord(samplesOf([step(4, 'held'), step(8, 'refused')]));
    expect(record).toMatchObject({
      value: null,
      low: 5,
      high: 7,
      probes: 2,
      requests: 16,
      stopped: 'the run was cut off before the search came to its end',
      evidence: ['at least 5 at once were accepted'],
    });
  });

  test('no rounds, no record', () => {
    expect(limitRecord(samplesOf([]))).toBeUndefined();
  });
});
