import type { ObjectiveRecord } from '../../records/load-types.js';

/** What a chart needs of an agreement. */
export interface Promised {
  readonly objectives: readonly Pick<ObjectiveRecord, 'percentile' | 'target'>[];
}

/** The latency promises of an agreement, the tightest first. */
export function latencyTargets(sla: Promised | null): { readonly percentile: number; readonly target: number }[] {
  return (sla?.objectives ?? [])
    .flatMap(({ percentile, target }) => (percentile === null ? [] : [{ percentile, target }]))
    .sort((a, b) => a.target - b.target);
}
