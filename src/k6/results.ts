import type { Lag } from './lag.js';
import type { Ledger } from './ledger.js';
import type { TrendSink, ValueCount } from './metrics/trend-sink.js';

const DISTRIBUTED = [
  'http_req_duration',
  'http_req_duration_corrected',
  'http_req_waiting',
  'iteration_duration',
] as const;

/** The engine's lag over a run. */
export function lagOf(ledger: Ledger, eventLoop: { readonly maxMs: number; readonly p99Ms: number }): Lag {
  const start = trend(ledger, 'iteration_start_lag');
  return {
    ...eventLoop,
    startP99Ms: start?.quantile(0.99) ?? 0,
    dropped: start === undefined ? 0 : ledger.counter('dropped_iterations'),
  };
}

/** The whole distributions that reports and verdicts draw on. */
export function distributionsOf(ledger: Ledger): Record<string, ValueCount[]> {
  return Object.fromEntries(
    DISTRIBUTED.flatMap((key) => {
      const sink = trend(ledger, key);
      return sink === undefined ? [] : [[key, sink.values()]];
    }),
  );
}

function trend(ledger: Ledger, key: string): TrendSink | undefined {
  const sink = ledger.sink(key);
  return sink?.kind === 'trend' ? sink : undefined;
}
