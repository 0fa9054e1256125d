/**
 * smoke: a handful of requests one after the other. Does the target answer at all, and as documented?
 *
 * Options, beside those of lib/prepare.ts: FACEGATE_COUNT, the number of requests (5). Every one must get a token.
 * FACEGATE_SUMMARY names a file for the summary as JSON.
 */
import { check } from 'k6';
import type { Options } from 'k6/options';
import { whole } from './lib/environment.js';
import { prepare, TREND_STATS } from './lib/prepare.js';
import { type SummaryData, summaryOf } from './lib/summary.js';

const { send } = prepare(__ENV);

export const options: Options = {
  scenarios: {
    smoke: {
      executor: 'shared-iterations',
      vus: 1,
      iterations: whole(__ENV, 'FACEGATE_COUNT', 5, 1),
      maxDuration: '2m',
    },
  },
  thresholds: { facegate_ok: ['rate>=1'], checks: ['rate>=1'] },
  summaryTrendStats: TREND_STATS,
};

export { setup } from './lib/prepare.js';

export default async function smoke(): Promise<void> {
  const { outcome, wallMs } = await send(__ITER);
  check(outcome, {
    'a token': ({ kind }) => kind === 'ok',
    'time_used within the wall clock': (seen) => seen.kind !== 'ok' || (seen.timeUsedMs ?? Infinity) <= wallMs + 1,
  });
}

export function handleSummary(data: SummaryData) {
  return summaryOf('smoke', data, __ENV);
}
