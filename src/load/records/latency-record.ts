import type { HistogramBucket, LatencyRecord, Spread } from '../../records/load-types.js';
import type { LogHistogram } from '../../stats/log-histogram.js';
import { quantileRanks } from '../../stats/quantile.js';
import { requestsOf, type Samples } from './samples.js';

const PERCENTILES = [50, 75, 90, 95, 99, 99.9];
const CONFIDENCE = 0.95;
/** More bars than this no chart can show. */
const MOST_BUCKETS = 120;

/** What the charts of a latency run draw. */
export function latencyRecord(samples: Samples): LatencyRecord {
  const { wall, server, network, lag, series } = samples;
  const wallSpread = spread(wall);
  const serverSpread = spread(server);
  const networkSpread = spread(network);
  return {
    warmup: samples.warmup,
    requests: requestsOf(samples),
    outcomes: samples.outcomes,
    dropped: samples.dropped,
    histogram: condensed(wall.buckets()),
    percentiles: PERCENTILES.flatMap((percentile) => {
      const ms = wall.quantile(percentile / 100);
      if (ms === undefined) return [];
      const ranks = quantileRanks(wall.count, percentile / 100, CONFIDENCE);
      const at = (rank: number | undefined) => (rank === undefined ? null : (wall.atRank(rank) ?? null));
      return [{ percentile, ms, low: at(ranks.low), high: at(ranks.high) }];
    }),
    shares:
      wallSpread === null || serverSpread === null || networkSpread === null
        ? null
        : { wall: wallSpread, server: serverSpread, network: networkSpread },
    startLag: spread(lag),
    intervalSeconds: series.intervalSeconds,
    series: series.points(),
  };
}

function spread(histogram: LogHistogram): Spread | null {
  const [mean, p50, p95, p99, max] = [
    histogram.mean,
    histogram.quantile(0.5),
    histogram.quantile(0.95),
    histogram.quantile(0.99),
    histogram.max,
  ];
  if (mean === undefined || p50 === undefined || p95 === undefined || p99 === undefined || max === undefined) {
    return null;
  }
  return { mean, p50, p95, p99, max };
}

/** Neighbours joined until a chart can show them; each bar spans the same factor, so that a logarithmic axis fits. */
function condensed(buckets: readonly HistogramBucket[]): HistogramBucket[] {
  const [first, last] = [buckets[0], buckets.at(-1)];
  if (first === undefined || last === undefined) return [];
  const begin = Math.max(first.from, first.to / 1.004);
  const factor = Math.max(1.02, (last.to / begin) ** (1 / MOST_BUCKETS));
  const bars: { from: number; to: number; count: number }[] = [];
  for (const { from, to, count } of buckets) {
    const bar = bars.at(-1);
    if (bar !== undefined && to <= Math.max(bar.from, begin) * factor * (1 + 1e-9)) {
      bar.to = to;
      bar.count += count;
    } else bars.push({ from, to, count });
  }
  return bars;
}
