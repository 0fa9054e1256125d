import type { LatencyRecord, LimitRecord } from './load-types.js';
import type { Results, Verdict } from './types.js';

/** One run as the history keeps it: a line of `history.jsonl`. Made of redacted results; of contents only ids of rules. */
export interface HistoryLine {
  readonly version: 1;
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** Name of the target; runs of one target are compared. */
  readonly target: string;
  readonly verdict: Verdict;
  readonly complete: boolean;
  readonly durationMs: number;
  /** Null for a run of load scripts alone. */
  readonly contract: {
    readonly scenarios: number;
    readonly failed: number;
    /** Ids of the rules that were broken, and of those that were kept. */
    readonly broken: readonly string[];
    readonly kept: readonly string[];
  } | null;
  /** Of the first load run that measured it; null without one. Milliseconds, with the 95 % interval. */
  readonly p95: { readonly ms: number; readonly low: number | null; readonly high: number | null } | null;
  /** Requests in flight; `high` is null when nothing was refused. Null when no limit was looked for. */
  readonly limit: { readonly value: number | null; readonly low: number; readonly high: number | null } | null;
}

/** The line of a run. */
export function historyLine({ run, contract, load, verdict }: Results): HistoryLine {
  const having = (status: 'failed' | 'passed') =>
    contract.rules.filter((rule) => rule.status === status).map(({ id }) => id);
  return {
    version: 1,
    id: run.id,
    startedAt: run.startedAt,
    target: run.target.name,
    verdict,
    complete: run.complete,
    durationMs: Date.parse(run.finishedAt) - Date.parse(run.startedAt),
    contract:
      contract.results.length === 0
        ? null
        : {
            scenarios: contract.summary.total,
            failed: contract.summary.failed,
            broken: having('failed'),
            kept: having('passed'),
          },
    p95: first(load.map(({ latency }) => p95Of(latency))),
    limit: first(load.map(({ limit }) => limitOf(limit))),
  };
}

function p95Of(latency: LatencyRecord | null): HistoryLine['p95'] {
  const found = latency?.percentiles.find(({ percentile }) => percentile === 95);
  return found === undefined ? null : { ms: found.ms, low: found.low, high: found.high };
}

function limitOf(limit: LimitRecord | null): HistoryLine['limit'] {
  return limit === null ? null : { value: limit.value, low: limit.low, high: limit.high };
}

function first<T>(all: readonly (T | null)[]): T | null {
  return all.find((one) => one !== null) ?? null;
}

/** Those of some records that are lines of a history; what another version or another program wrote is left out. */
export function historyLines(records: readonly unknown[]): HistoryLine[] {
  return records.filter(isLine);
}

function isLine(record: unknown): record is HistoryLine {
  const { version, id, startedAt, target, durationMs } = record as Partial<HistoryLine>;
  const texts = [id, startedAt, target].every((text) => typeof text === 'string');
  return version === 1 && texts && typeof durationMs === 'number' && 'contract' in (record as object);
}
