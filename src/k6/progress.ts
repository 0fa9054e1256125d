import type { Ledger } from './ledger.js';
import type { TrendSink } from './metrics/trend-sink.js';
import { regularDurationMs, type Scenario } from './options/scenario-types.js';

/** Where a run is; `master.ts` says what comes after what. */
export type Phase = 'declare' | 'prepare' | 'setup' | 'running' | 'draining' | 'teardown' | 'done';

/** How a run stands, about once a second. */
export interface Progress {
  readonly phase: Phase;
  readonly elapsedMs: number;
  /** When the scenarios' planned time is over, without graceful stops. */
  readonly plannedMs: number;
  readonly requests: number;
  /** Requests a second since the last progress. */
  readonly rate: number;
  readonly failed: number;
  readonly checksFailed: number;
  readonly dropped: number;
  readonly iterations: number;
  readonly vus: number;
  /** Percentiles of http_req_duration since the start, in milliseconds. */
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** One slice of a run's time, for charts. */
export interface TimelineSlice {
  /** From the start of the run. */
  readonly atMs: number;
  readonly durationMs: number;
  readonly requests: number;
  readonly failed: number;
  readonly dropped: number;
  readonly vus: number;
  /** Percentiles of http_req_duration in the slice; 0 without requests. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

/** When the last scenario's planned time is over. */
export function plannedMs(scenarios: readonly Scenario[]): number {
  return Math.max(0, ...scenarios.map((scenario) => scenario.startTimeMs + regularDurationMs(scenario)));
}

export function progressOf(
  ledger: Ledger,
  phase: Progress['phase'],
  elapsedMs: number,
  planned: number,
  vus: number,
  before: Progress | undefined,
): Progress {
  const durations = ledger.sink('http_req_duration') as TrendSink | undefined;
  const requests = ledger.counter('http_reqs');
  const rate = ((requests - (before?.requests ?? 0)) / Math.max(1, elapsedMs - (before?.elapsedMs ?? 0))) * 1000;
  return {
    phase,
    elapsedMs,
    plannedMs: planned,
    requests,
    rate,
    failed: trues(ledger, 'http_req_failed'),
    checksFailed: totals(ledger, 'checks') - trues(ledger, 'checks'),
    dropped: ledger.counter('dropped_iterations'),
    iterations: ledger.counter('iterations'),
    vus,
    p50Ms: durations?.quantile(0.5) ?? 0,
    p95Ms: durations?.quantile(0.95) ?? 0,
  };
}

function trues(ledger: Ledger, key: string): number {
  const sink = ledger.sink(key);
  return sink?.kind === 'rate' ? sink.trues : 0;
}

function totals(ledger: Ledger, key: string): number {
  const sink = ledger.sink(key);
  return sink?.kind === 'rate' ? sink.total : 0;
}
