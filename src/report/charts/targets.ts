import type { SlaRecord } from '../../records/load-types.js';

/** The latency promises of an agreement, the tightest first. */
export function latencyTargets(sla: SlaRecord | null): { readonly percentile: number; readonly target: number }[] {
  return (sla?.objectives ?? [])
    .flatMap(({ percentile, target }) => (percentile === null ? [] : [{ percentile, target }]))
    .sort((a, b) => a.target - b.target);
}
