import type { LoadRecord } from '../../records/load-types.js';

/** A script that was to be run. */
export type RunWish = Pick<LoadRecord, 'kind' | 'script' | 'engine' | 'engineVersion' | 'startedAt'>;

/** The record of a script that was not run, with the reason and what to do about it. */
export function notRunRecord(wish: RunWish, why: string): LoadRecord {
  return {
    ...wish,
    durationMs: 0,
    notRun: why,
    complete: false,
    exitCode: 0,
    metrics: {},
    thresholds: [],
    objections: [],
    limit: null,
    sla: null,
    latency: null,
    watch: null,
  };
}
