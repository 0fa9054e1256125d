/**
 * spike: a calm rate, a sudden multiple of it, and calm again. Does the service come back as it was?
 *
 * Options, beside those of lib/prepare.ts: FACEGATE_RATE, calm arrivals a second (5); FACEGATE_PEAK, at the peak (50);
 * FACEGATE_DURATION of each of the three parts (20s); FACEGATE_VUS; FACEGATE_P95_MS (1000) and FACEGATE_OK (0.99) for the
 * calm after the peak, tagged `phase:after`. FACEGATE_SUMMARY names a file for the summary as JSON.
 */
import type { Options, Scenario } from 'k6/options';
import { number, partMs, whole } from './lib/environment.js';
import { prepare, TREND_STATS, usersFor } from './lib/prepare.js';
import { type SummaryData, summaryOf } from './lib/summary.js';

const { send } = prepare(__ENV);
const calm = whole(__ENV, 'FACEGATE_RATE', 5, 1);
const peak = whole(__ENV, 'FACEGATE_PEAK', 50, 1);
const eachMs = partMs(__ENV, 'FACEGATE_DURATION', '20s');

function part(phase: string, rate: number, index: number): Scenario {
  return {
    executor: 'constant-arrival-rate',
    rate,
    timeUnit: '1s',
    duration: `${eachMs}ms`,
    startTime: `${eachMs * index}ms`,
    preAllocatedVUs: usersFor(__ENV, rate),
    tags: { phase },
  };
}

export const options: Options = {
  scenarios: { before: part('before', calm, 0), peak: part('peak', peak, 1), after: part('after', calm, 2) },
  thresholds: {
    'facegate_ok{phase:after}': [`rate>=${number(__ENV, 'FACEGATE_OK', 0.99, 0)}`],
    'facegate_wall{phase:after}': [`p(95)<${number(__ENV, 'FACEGATE_P95_MS', 1000, 0.001)}`],
  },
  summaryTrendStats: TREND_STATS,
};

export { setup } from './lib/prepare.js';

export default async function spike(): Promise<void> {
  await send(__ITER);
}

export function handleSummary(data: SummaryData) {
  return summaryOf('spike', data, __ENV);
}
