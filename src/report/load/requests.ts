import type { LoadRecord } from '../../records/load-types.js';

/** How many requests a load run sent, its pre-flight included, by k6's own counter or else by what was recorded of them. */
export function requestsSent({ metrics, latency, limit, preflight = 0 }: LoadRecord): number {
  const measured = (latency === null ? 0 : latency.requests + latency.warmup) + (limit?.requests ?? 0);
  return preflight + (metrics.http_reqs?.values.count ?? measured);
}
