/**
 * latency: requests at a constant arrival rate, whatever the answers do, with and without photos.
 *
 * A warm-up of its own comes first, tagged `phase:warmup`; only `phase:measure` counts. Options, beside those of
 * lib/prepare.ts: FACEGATE_RATE, arrivals a second (10); FACEGATE_DURATION (30s); FACEGATE_WARMUP (5s, 0s for none);
 * FACEGATE_VUS, users kept ready (two seconds' worth of arrivals); FACEGATE_P95_MS, the threshold of the 95th percentile
 * (1000); FACEGATE_OK, the least share of tokens (0.99). FACEGATE_SUMMARY names a file for the summary as JSON. The single
 * samples, from which confidence intervals are made, are in k6's `--out json=FILE`: metric `facegate_wall`.
 */
import type { Options } from 'k6/options';
import { number, partMs } from './lib/environment.js';
import { prepare, TREND_STATS, usersFor } from './lib/prepare.js';
import { type SummaryData, summaryOf } from './lib/summary.js';
import { arrivals } from './lib/workloads.js';

const { send } = prepare(__ENV);
const rate = number(__ENV, 'FACEGATE_RATE', 10, 0.001);
const warmupMs = partMs(__ENV, 'FACEGATE_WARMUP', '5s', true);

export const options: Options = {
  scenarios: arrivals({
    rate,
    users: usersFor(__ENV, rate),
    warmupMs,
    measureMs: partMs(__ENV, 'FACEGATE_DURATION', '30s'),
  }),
  thresholds: {
    'facegate_ok{phase:measure}': [`rate>=${number(__ENV, 'FACEGATE_OK', 0.99, 0)}`],
    'facegate_wall{phase:measure}': [`p(95)<${number(__ENV, 'FACEGATE_P95_MS', 1000, 0.001)}`],
    dropped_iterations: ['count<1'],
  },
  summaryTrendStats: TREND_STATS,
};

export { setup } from './lib/prepare.js';

export default async function latency(): Promise<void> {
  await send(__ITER);
}

export function handleSummary(data: SummaryData) {
  return summaryOf('latency', data, __ENV, { warmedUp: warmupMs > 0 });
}
