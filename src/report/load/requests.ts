import type { LoadRecord } from '../../records/load-types.js';

/** How many requests a load run sent, by k6's own counter or else by what was recorded of them. */
export function requestsSent({ metrics, latency, limit }: LoadRecord): number {
  const counted = metrics.http_reqs?.values.count;
  if (counted !== undefined) return counted;
  return (latency === null ? 0 : latency.requests + latency.warmup) + (limit?.requests ?? 0);
}
