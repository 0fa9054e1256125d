import { describe, expect, test } from 'vitest';
import type { LimitResult, LimitStep } from '../stats/limit/types.js';
import { limitRecord } from './limit-record.js';
import { SampleTally } from './samples.js';

const step = (level: number, outcome: LimitStep['outcome'], more: Partial<LimitStep> = {}): LimitStep => ({
  purpose: 'climb',
  level,
  outcome,
  reached: level,
  inFlightAtRefusal: outcome === 'refused' ? level : 0,
  accepted: outcome === 'refused' ? 5 : level * 2,
  refused: outcome === 'refused' ? level - 5 : 0,
  firstAccepted: 5,
  unknown: {},
  serverErrors: 0,
  durationMs: 10,
  serverMs: 9,
  p50Ms: 5,
  p95Ms: 6,
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

describe('the record of a limit search', () => {
  test('the result as the script told it, with its staircase', () => {
    const result: LimitResult = {
      value: 5,
      low: 5,
      high: 5,
      cause: 'concurrency',
      probes: 2,
      requests: 16,
      reached: 5,
      atServer: 4.5,
      recoveredAfterMs: 250,
      stopped: '',
      evidence: ['L = 5'],
    };
    const steps = [step(4, 'held', { unknown: { timeout: 1, '429': 2 } }), step(8, 'refused')];
    expect(limitRecord(samplesOf(steps, result))).toEqual({
      ...result,
      staircase: [
        { purpose: 'climb', level: 4, reached: 4, accepted: 8, refused: 0, unknown: 3, outcome: 'held' },
        { purpose: 'climb', level: 8, reached: 8, accepted: 5, refused: 3, unknown: 0, outcome: 'refused' },
      ],
    });
  });

  test('a search that was cut off keeps what its rounds showed', () => {
    const record = limitRecord(samplesOf([step(4, 'held'), step(8, 'refused')]));
    expect(record).toMatchObject({
      value: null,
      low: 4,
      high: 7,
      probes: 2,
      requests: 16,
      stopped: 'the run was cut off before the search came to its end',
      evidence: ['at least 4 at once were accepted'],
    });
  });

  test('no rounds, no record', () => {
    expect(limitRecord(samplesOf([]))).toBeUndefined();
  });
});
