/**
 * soak: a modest constant arrival rate for a long time. Does the service stay as it is, or does it slow down?
 *
 * Options, beside those of lib/prepare.ts: FACEGATE_RATE, arrivals a second (2); FACEGATE_DURATION (1h); FACEGATE_WARMUP
 * (10s); FACEGATE_VUS; FACEGATE_P99_MS (3000); FACEGATE_OK (0.999). The run ends early when more than one in ten fails.
 * FACEGATE_SUMMARY names a file for the summary as JSON.
 */
import type { Options } from 'k6/options';
import { number, partMs } from './lib/environment.js';
import { prepare, TREND_STATS, usersFor } from './lib/prepare.js';
import { type SummaryData, summaryOf } from './lib/summary.js';
import { arrivals } from './lib/workloads.js';

const { send } = prepare(__ENV);
const rate = number(__ENV, 'FACEGATE_RATE', 2, 0.001);
const warmupMs = partMs(__ENV, 'FACEGATE_WARMUP', '10s', true);

export const options: Options = {
  scenarios: arrivals({
    rate,
    users: usersFor(__ENV, rate),
    warmupMs,
    measureMs: partMs(__ENV, 'FACEGATE_DURATION', '1h'),
  }),
  thresholds: {
    'facegate_ok{phase:measure}': [
      `rate>=${number(__ENV, 'FACEGATE_OK', 0.999, 0)}`,
      { threshold: 'rate>=0.9', abortOnFail: true, delayAbortEval: '1m' },
    ],
    'facegate_wall{phase:measure}': [`p(99)<${number(__ENV, 'FACEGATE_P99_MS', 3000, 0.001)}`],
    dropped_iterations: ['count<1'],
  },
  summaryTrendStats: TREND_STATS,
};

export { setup } from './lib/prepare.js';

export default async function soak(): Promise<void> {
  await send(__ITER);
}

export function handleSummary(data: SummaryData) {
  return summaryOf('soak', data, __ENV, { warmedUp: warmupMs > 0 });
}
