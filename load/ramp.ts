/**
 * ramp: the arrival rate climbs until the service gives way. Where is its breaking point?
 *
 * Options, beside those of lib/prepare.ts: FACEGATE_RATE, arrivals a second at the top (100); FACEGATE_START_RATE (1);
 * FACEGATE_DURATION of the climb (2m); FACEGATE_VUS; FACEGATE_P95_MS (2000) and FACEGATE_OK (0.95), beyond which the run
 * ends: giving way is the expected end of a ramp below its top, and shows as a failed threshold. FACEGATE_SUMMARY names a
 * file for the summary as JSON.
 */
import type { Options } from 'k6/options';
import { number, partMs, whole } from './lib/environment.js';
import { prepare, TREND_STATS, usersFor } from './lib/prepare.js';
import { type SummaryData, summaryOf } from './lib/summary.js';

const { send } = prepare(__ENV);
const top = whole(__ENV, 'FACEGATE_RATE', 100, 1);

export const options: Options = {
  scenarios: {
    ramp: {
      executor: 'ramping-arrival-rate',
      startRate: whole(__ENV, 'FACEGATE_START_RATE', 1, 0),
      timeUnit: '1s',
      preAllocatedVUs: usersFor(__ENV, top),
      stages: [{ target: top, duration: `${partMs(__ENV, 'FACEGATE_DURATION', '2m')}ms` }],
      tags: { phase: 'measure' },
    },
  },
  thresholds: {
    facegate_ok: [
      { threshold: `rate>=${number(__ENV, 'FACEGATE_OK', 0.95, 0)}`, abortOnFail: true, delayAbortEval: '5s' },
    ],
    facegate_wall: [
      { threshold: `p(95)<${number(__ENV, 'FACEGATE_P95_MS', 2000, 0.001)}`, abortOnFail: true, delayAbortEval: '5s' },
    ],
    dropped_iterations: [{ threshold: 'count<1', abortOnFail: true }],
  },
  summaryTrendStats: TREND_STATS,
};

export { setup } from './lib/prepare.js';

export default async function ramp(): Promise<void> {
  await send(__ITER);
}

export function handleSummary(data: SummaryData) {
  return summaryOf('ramp', data, __ENV);
}
