import { describe, expect, test } from 'vitest';
import type { OutcomeKind } from '../../records/load-types.js';
import { type Samples, SampleTally } from '../records/samples.js';
import type { Sla } from './sla.js';
import { judgeSla } from './sla-verdict.js';

const SLA: Sla = {
  latency: [{ percentile: 95, belowMs: 300 }],
  availability: null,
  confidence: 95,
  ratePerSecond: 10,
  durationMs: 60_000,
  warmupMs: 5000,
};
const FINE = { complete: true, loopLagMs: null };

/** Requests as [how many, outcome, wall clock], and other lines. */
function samples(
  requests: readonly (readonly [number, OutcomeKind, number])[],
  other: readonly string[] = [],
  limitsMs: readonly number[] = [300],
): Samples {
  const tally = new SampleTally(limitsMs);
  const point = (metric: string, value: number, tags: object) =>
    tally.add(JSON.stringify({ metric, type: 'Point', data: { time: '2026-01-02T03:04:05Z', value, tags } }));
  for (const [times, outcome, wallMs] of requests) {
    for (let i = 0; i < times; i += 1) point('facegate_wall', wallMs, { outcome });
  }
  for (const metric of other) point(metric, metric === 'iteration_start_lag' ? 500 : 1, {});
  return tally.samples();
}

describe('the verdict on an agreement', () => {
  test('59 of 59 below the limit prove a p95', () => {
    const record = judgeSla(SLA, samples([[59, 'ok', 100]]), FINE);
    expect(record).toEqual({
      verdict: 'pass',
      confidence: 95,
      objectives: [
        {
          objective: 'p95 ≤ 300 ms',
          kind: 'latency',
          percentile: 95,
          target: 300,
          unit: 'ms',
          measured: 100,
          low: 100,
          high: null,
          samples: 59,
          broken: 0,
          verdict: 'pass',
          samplesNeeded: 0,
        },
      ],
      voids: [],
    });
  });

  test('58 do not, and one more would', () => {
    const { verdict, objectives } = judgeSla(SLA, samples([[58, 'ok', 100]]), FINE);
    expect(verdict).toBe('inconclusive');
    expect(objectives[0]).toMatchObject({ verdict: 'inconclusive', samplesNeeded: 1 });
  });

  test('a request without an answer, or with a server error, took longer than any limit', () => {
    const record = judgeSla(
      SLA,
      samples([
        [51, 'ok', 100],
        [4, 'unanswered', 50],
        [4, 'server-error', 2],
      ]),
      FINE,
    );
    expect(record.verdict).toBe('fail');
    expect(record.objectives[0]).toMatchObject({ samples: 59, broken: 8, measured: null });
  });

  test('availability: nothing failed in 2,995 proves 99.9 %, in 2,994 it does not', () => {
    const sla = { ...SLA, latency: [], availability: 99.9 };
    expect(judgeSla(sla, samples([[2995, 'ok', 1]]), FINE).verdict).toBe('pass');
    const { objectives, verdict } = judgeSla(sla, samples([[2994, 'ok', 1]]), FINE);
    expect(verdict).toBe('inconclusive');
    expect(objectives[0]).toMatchObject({ objective: 'availability ≥ 99.9 %', measured: 100, samplesNeeded: 1 });
    expect(objectives[0]?.low).toBeCloseTo(99.87, 2);
  });

  test('the whole is as good as its worst objective', () => {
    const sla = { ...SLA, availability: 99.9 };
    expect(judgeSla(sla, samples([[100, 'ok', 1]]), FINE)).toMatchObject({
      verdict: 'inconclusive',
      objectives: [{ verdict: 'pass' }, { verdict: 'inconclusive', samplesNeeded: 2895 }],
    });
  });

  test('nothing measured is inconclusive, without a figure', () => {
    const record = judgeSla({ ...SLA, availability: 99 }, samples([]), FINE);
    expect(record).toMatchObject({
      verdict: 'inconclusive',
      voids: ['nothing was measured'],
      objectives: [
        { measured: null, low: null, high: null, samples: 0 },
        { measured: null, low: null, high: null, samples: 0 },
      ],
    });
    expect(JSON.stringify(record)).not.toContain('NaN');
  });

  describe('a run that did not do what it was to do does not carry every verdict', () => {
    const good = [[100, 'ok', 100]] as const;
    const bad = [[100, 'ok', 400]] as const;
    const dropped = ['dropped_iterations'];
    const refused = [1, 'refused', 1] as const;
    const rejected = [1, 'rejected', 1] as const;
    test.each([
      // the flaw, what a good and a bad service then get: what only flatters leaves a fail, what only blackens a pass
      ['dropped arrivals', samples(good, dropped), samples(bad, dropped), FINE, 'inconclusive', 'fail'],
      ['cut off', samples(good), samples(bad), { ...FINE, complete: false }, 'inconclusive', 'fail'],
      [
        'too many at once',
        samples([...good, refused]),
        samples([...bad, refused]),
        FINE,
        'inconclusive',
        'inconclusive',
      ],
      ['rejected', samples([...good, rejected]), samples([...bad, rejected]), FINE, 'inconclusive', 'inconclusive'],
    ] as const)('%s', (_, ofGood, ofBad, facts, goodVerdict, badVerdict) => {
      expect(judgeSla(SLA, ofGood, facts)).toMatchObject({ verdict: goodVerdict, voids: [expect.any(String)] });
      expect(judgeSla(SLA, ofBad, facts).verdict).toBe(badVerdict);
    });
  });

  test('a generator that ran late takes a fail only as far as it reaches, and no pass', () => {
    const good = [[100, 'ok', 100]] as const;
    const bad = [[100, 'ok', 400]] as const;
    const facts = (loopLagMs: number) => ({ complete: true, loopLagMs });
    expect(judgeSla(SLA, samples(bad), facts(100_000)).verdict).toBe('inconclusive');
    expect(judgeSla(SLA, samples(bad), facts(1)).verdict).toBe('fail');
    expect(judgeSla(SLA, samples(good), facts(100_000)).verdict).toBe('pass');
  });

  describe('arrivals that began late are charged with it', () => {
    const late = (times: number) => Array.from({ length: times }, () => 'iteration_start_lag');
    test.each([
      // requests, how many arrivals were 500 ms late, verdict: 93 pass with one broken, 59 only with none
      [93, 1, 'pass'],
      [93, 2, 'inconclusive'],
      [59, 1, 'inconclusive'],
      [59, 0, 'pass'],
    ])('%d requests below the limit, %d late: %s', (requests, times, verdict) => {
      const record = judgeSla(SLA, samples([[requests, 'ok', 100]], late(times)), FINE);
      expect(record.verdict).toBe(verdict);
      expect(record.voids).toHaveLength(verdict === 'pass' ? 0 : 1);
    });

    test('the reason says how late, and how many may be over the limit', () => {
      const { voids, objectives } = judgeSla(SLA, samples([[59, 'ok', 100]], late(1)), FINE);
      expect(voids).toEqual([
        'p95 ≤ 300 ms: arrivals began up to 500 ms late, and from the intended start up to 1 of 59 may be over the limit; this machine is too busy for the rate',
      ]);
      expect(objectives[0]?.samplesNeeded).toBeNull();
    });

    test('lateness that leaves room below the limit does no harm', () => {
      // 500 ms late and 100 ms long is 600 ms from the intended start.
      const sla = { ...SLA, latency: [{ percentile: 95, belowMs: 700 }] };
      const tally = samples([[59, 'ok', 100]], late(59), [700]);
      expect(judgeSla(sla, tally, FINE).verdict).toBe('pass');
    });

    test('a fail stands: late arrivals only add to it', () => {
      expect(judgeSla(SLA, samples([[50, 'ok', 400]], late(9)), FINE).verdict).toBe('fail');
    });
  });
});
