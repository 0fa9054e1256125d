// Records of load runs for tests, with every field once. Only tests import this file.
import type {
  LatencyRecord,
  LimitRecord,
  LoadRecord,
  ObjectiveRecord,
  OutcomeKind,
  SlaRecord,
  Spread,
  StaircaseStep,
  WatchPeriod,
  WatchRecord,
} from './load-types.js';

export function outcomes(over: Partial<Record<OutcomeKind, number>> = {}): Record<OutcomeKind, number> {
  return { ok: 0, refused: 0, rejected: 0, 'server-error': 0, unanswered: 0, garbled: 0, ...over };
}

export function spread(mean: number): Spread {
  return { mean, p50: mean * 0.9, p95: mean * 1.8, p99: mean * 2.6, max: mean * 4 };
}

export function anObjective(over: Partial<ObjectiveRecord> = {}): ObjectiveRecord {
  return {
    objective: 'p95 ≤ 300 ms',
    kind: 'latency',
    percentile: 95,
    target: 300,
    unit: 'ms',
    measured: 212.4,
    low: 208.1,
    high: 217.3,
    samples: 12_000,
    broken: 97,
    verdict: 'pass',
    samplesNeeded: 0,
    ...over,
  };
}

export function anSla(over: Partial<SlaRecord> = {}): SlaRecord {
  return { verdict: 'pass', confidence: 95, objectives: [anObjective()], voids: [], ...over };
}

/** Twelve thousand requests of a minute; the fifth point of the series is the slowest. */
export function aLatency(over: Partial<LatencyRecord> = {}): LatencyRecord {
  return {
    warmup: 1000,
    requests: 12_000,
    outcomes: outcomes({ ok: 12_000 }),
    dropped: 0,
    histogram: [
      { from: 20, to: 40, count: 1000 },
      { from: 40, to: 80, count: 6000 },
      { from: 80, to: 160, count: 4000 },
      { from: 160, to: 320, count: 903 },
      { from: 320, to: 640, count: 97 },
    ],
    percentiles: [
      { percentile: 50, ms: 71.2, low: 70.8, high: 71.9 },
      { percentile: 95, ms: 212.4, low: 208.1, high: 217.3 },
      { percentile: 99, ms: 331.8, low: 318.2, high: 347 },
    ],
    shares: { wall: spread(84), server: spread(60), network: spread(24) },
    startLag: spread(0.4),
    intervalSeconds: 10,
    series: [0, 10, 20, 30, 40, 50].map((atSeconds) => ({
      atSeconds,
      requests: 2000,
      ok: 2000,
      refused: 0,
      failed: 0,
      dropped: 0,
      p50Ms: 71,
      p95Ms: atSeconds === 40 ? 380 : 205,
      maxMs: atSeconds === 40 ? 612 : 330,
    })),
    ...over,
  };
}

function stair(level: number, outcome: StaircaseStep['outcome'], purpose = 'climb'): StaircaseStep {
  const held = outcome === 'held';
  return {
    purpose,
    restMs: 250,
    level,
    reached: level,
    shown: held ? level : Math.min(level, 5),
    accepted: held ? level * 4 : 5,
    refused: outcome === 'refused' ? level - 5 : 0,
    unknown: outcome === 'unknown' ? 1 : 0,
    outcome,
  };
}

/** Five at once; the sixth is refused. */
export function aLimit(over: Partial<LimitRecord> = {}): LimitRecord {
  return {
    value: 5,
    low: 5,
    high: 5,
    cause: 'concurrency',
    inLoop: 5,
    answerMs: 42.5,
    late: null,
    waitBeyond: null,
    changed: null,
    probes: 9,
    requests: 148,
    reached: 5,
    shown: 5,
    atServer: 4.6,
    recoveredAfterMs: 250,
    outvoted: [],
    stopped: '',
    evidence: [
      'L = 5 (range 5–5): 5 at once accepted in 3 of 3 rounds, one more refused in 3 of 3 rounds',
      'after every refused round a lone request was accepted within 250 ms',
    ],
    staircase: [
      stair(1, 'held', 'baseline'),
      stair(2, 'held'),
      stair(4, 'held'),
      stair(8, 'refused'),
      stair(1, 'held', 'sentinel'),
      stair(6, 'unknown', 'bisect'),
      stair(6, 'refused', 'bisect'),
      stair(5, 'held', 'confirm-held'),
      stair(6, 'refused', 'confirm-refused'),
    ],
    ...over,
  };
}

/** A latency run whose thresholds hold, without an agreement. */
export function aLoadRecord(over: Partial<LoadRecord> = {}): LoadRecord {
  return {
    kind: 'latency',
    script: 'load/latency.ts',
    engine: 'node',
    engineVersion: '0.1.0',
    startedAt: '2026-11-24T14:03:00.000Z',
    durationMs: 65_012.5,
    notRun: '',
    complete: true,
    exitCode: 0,
    metrics: {
      http_reqs: { type: 'counter', contains: 'default', values: { count: 13_000, rate: 200.02 } },
      'facegate_wall{phase:measure}': { type: 'trend', contains: 'time', values: { med: 71.2, 'p(95)': 212.4 } },
      facegate_ok: { type: 'rate', contains: 'default', values: { rate: 1, passes: 12_000, fails: 0 } },
    },
    thresholds: [
      { metric: 'facegate_wall{phase:measure}', threshold: 'p(95)<1000', ok: true },
      { metric: 'dropped_iterations', threshold: 'count<1', ok: true },
    ],
    limit: null,
    sla: null,
    latency: aLatency(),
    objections: [],
    watch: null,
    ...over,
  };
}

/** A search for the limit. */
export function aLimitRun(over: Partial<LoadRecord> = {}): LoadRecord {
  return aLoadRecord({
    kind: 'limit',
    script: 'load/limit.ts',
    durationMs: 21_400,
    metrics: { http_reqs: { type: 'counter', contains: 'default', values: { count: 148, rate: 6.9 } } },
    thresholds: [{ metric: 'facegate_limit_complete', threshold: 'value>=1', ok: true }],
    limit: aLimit(),
    latency: null,
    ...over,
  });
}

/** A period of a watch with a sample every 30 s. */
export function aPeriod(from: string, over: Partial<WatchPeriod> = {}): WatchPeriod {
  return {
    from,
    samples: 120,
    ok: 120,
    availability: 100,
    p50Ms: 72.5,
    p95Ms: 208.4,
    p99Ms: 330.2,
    maxMs: 402.9,
    verdict: null,
    ...over,
  };
}

/** Three hours over midnight. */
export function aWatch(over: Partial<WatchRecord> = {}): WatchRecord {
  return {
    about: 'https://api.megvii.com, a request without a photo every 30 s',
    resumed: 1,
    torn: 0,
    days: [
      aPeriod('2026-11-24T00:00:00.000Z', { samples: 240, ok: 239, availability: 99.58, verdict: 'pass' }),
      aPeriod('2026-11-25T00:00:00.000Z', { verdict: 'inconclusive' }),
    ],
    hours: [
      aPeriod('2026-11-24T22:00:00.000Z'),
      aPeriod('2026-11-24T23:00:00.000Z', { ok: 119, availability: 99.17, verdict: 'fail' }),
      aPeriod('2026-11-25T00:00:00.000Z'),
    ],
    ...over,
  };
}

/** A script that was not run. */
export function aRunNotMade(why: string, over: Partial<LoadRecord> = {}): LoadRecord {
  return aLoadRecord({
    notRun: why,
    durationMs: 0,
    complete: false,
    metrics: {},
    thresholds: [],
    latency: null,
    ...over,
  });
}
