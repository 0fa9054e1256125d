import type { LoadEngine, LoadKind, LoadRecord, WatchRecord } from '../../records/load-types.js';
import type { Sla } from '../sla/sla.js';
import { judgeSla } from '../sla/sla-verdict.js';
import { latencyRecord } from './latency-record.js';
import { limitRecord } from './limit-record.js';
import { requestsOf, type Samples } from './samples.js';
import { readSummary } from './summary-record.js';

/** What is known of a run when it is over. */
export interface LoadRun {
  readonly kind: LoadKind;
  /** The script, as the user named it. */
  readonly script: string;
  readonly engine: LoadEngine;
  readonly engineVersion: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly complete: boolean;
  readonly exitCode: number;
  /** What the script's handleSummary wrote; undefined when it did not come to that. */
  readonly summaryJson: string | undefined;
  readonly samples: Samples;
  /** The agreement to judge by, or none. */
  readonly sla: Sla | undefined;
  /** How late the engine's own event loop ran, 99th percentile, milliseconds; null where it is not measured. */
  readonly loopLagMs: number | null;
  /** Days and hours of a watch; null for anything else. */
  readonly watch: WatchRecord | null;
}

/** The record of a run, from its samples and its summary. One without a readable summary has neither metrics nor thresholds. */
export function loadRecord(run: LoadRun): LoadRecord {
  const { kind, script, engine, engineVersion, startedAt, durationMs, exitCode, samples, sla, loopLagMs, watch } = run;
  const summary = run.summaryJson === undefined ? undefined : readSummary(run.summaryJson);
  const known = summary?.kind === 'summary' ? summary : undefined;
  const complete = run.complete && known !== undefined;
  const measured = requestsOf(samples) + samples.warmup > 0;
  return {
    kind,
    script,
    engine,
    engineVersion,
    startedAt,
    durationMs,
    notRun: '',
    complete,
    exitCode,
    metrics: known?.metrics ?? {},
    thresholds: known?.thresholds ?? [],
    ...(kind === 'script' && known !== undefined && known.failedChecks.length > 0
      ? { failedChecks: known.failedChecks }
      : {}),
    objections: [],
    limit: limitRecord(samples) ?? null,
    sla: sla === undefined ? null : judgeSla(sla, samples, { complete, loopLagMs }),
    latency: measured && kind !== 'limit' ? latencyRecord(samples) : null,
    watch,
  };
}
