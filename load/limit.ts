/**
 * limit: how many requests may be in flight at once? One virtual user sends bursts from rest and adapts: it doubles until
 * refused, halves the gap, retests every refusal, confirms, tells concurrency from rate, and sees what a closed loop gets.
 *
 * Options, beside those of lib/prepare.ts: FACEGATE_MODE, saturate (go over the limit; by default on loopback) or headroom (see
 * whether FACEGATE_MAX at once are accepted and never send more; by default anywhere else); FACEGATE_MAX, the most in flight
 * (200; must be set for the headroom check); FACEGATE_BUDGET, the most requests (10000); FACEGATE_SATURATED, the most time
 * over the limit (1m); FACEGATE_SETTLE, the rest before a burst (250ms; it grows where slots come back later); FACEGATE_IDLE, the rest before the tests of
 * the cause (2s); FACEGATE_PER_SECOND, the requests a second that the search keeps to on average (no bound): rounds are bursts,
 * and it rests between them; FACEGATE_MAX_DURATION (10m);
 * FACEGATE_CONNECTIONS, the most connections that this machine may have open (no bound). It fails when the search was stopped before it was sure.
 * FACEGATE_SUMMARY names a file for the summary as JSON; the staircase is in k6's `--out json=FILE`: metric
 * `facegate_limit_step`.
 */
import type { Options } from 'k6/options';
import { atRestOf, seenOf } from '../src/stats/limit/round-seen.js';
import { beginSearch, nextStep, observe } from '../src/stats/limit/search.js';
import { limitSettings } from '../src/stats/limit/settings.js';
import { durationMs, number, oneOf, partMs, required, text, whole } from './lib/environment.js';
import { CAUSES, recordBegin, recordResult, recordStep } from './lib/limit-metrics.js';
import { prepare, TREND_STATS } from './lib/prepare.js';
import { runRound } from './lib/run-round.js';
import type { Sent } from './lib/send.js';
import { type SummaryData, summaryOf } from './lib/summary.js';

const { send, loopback } = prepare(__ENV);
const mode = oneOf(__ENV, 'FACEGATE_MODE', loopback ? 'saturate' : 'headroom', ['saturate', 'headroom']);
if (mode === 'headroom') required(__ENV, 'FACEGATE_MAX', 'the number of requests at once that your contract grants');
const settings = limitSettings({
  mode,
  maxLevel: whole(__ENV, 'FACEGATE_MAX', 200, 1, 10_000),
  maxRequests: whole(__ENV, 'FACEGATE_BUDGET', 10_000, 10),
  maxSaturatedMs: durationMs(__ENV, 'FACEGATE_SATURATED', '1m'),
  settleMs: durationMs(__ENV, 'FACEGATE_SETTLE', '250ms'),
  idleMs: durationMs(__ENV, 'FACEGATE_IDLE', '2s'),
});

/** More than these are not opened: this machine has no files left for them. */
const connections = whole(__ENV, 'FACEGATE_CONNECTIONS', 1_000_000, 1);
const NO_FILES: Sent = {
  outcome: { kind: 'unanswered', what: 'no connection, as too few files may be open (ulimit -n)' },
  wallMs: 0,
  written: { fromMs: 0, toMs: 0 },
  durationMs: 0,
  connectingMs: 0,
};

/** Time that a request is worth at the pace allowed, milliseconds; 0 without a bound. */
const paceMs =
  text(__ENV, 'FACEGATE_PER_SECOND', '') === '' ? 0 : 1000 / number(__ENV, 'FACEGATE_PER_SECOND', 1, 0.001);

export const options: Options = {
  scenarios: {
    limit: {
      executor: 'per-vu-iterations',
      vus: 1,
      iterations: 1,
      maxDuration: `${partMs(__ENV, 'FACEGATE_MAX_DURATION', '10m')}ms`,
      gracefulStop: '10s',
    },
  },
  // k6 keeps this many connections open; with fewer, every round would begin by connecting.
  batch: settings.maxLevel,
  batchPerHost: settings.maxLevel,
  thresholds: { facegate_limit_complete: ['value>=1'] },
  summaryTrendStats: TREND_STATS,
};

export { setup } from './lib/prepare.js';

export default async function limit(): Promise<void> {
  recordBegin();
  let sent = 0;
  let open = 0;
  const world = {
    send: async () => {
      if (open >= connections) return NO_FILES;
      sent += 1;
      open += 1;
      const answer = await send(sent);
      open -= 1;
      return answer;
    },
    sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  };
  const beganMs = Date.now();
  let state = beginSearch(settings);
  let originMs: number | undefined;
  for (;;) {
    const next = nextStep(state);
    if (next.kind === 'done') {
      recordResult(next.result);
      return;
    }
    const aheadMs = beganMs + sent * paceMs - Date.now();
    if (aheadMs > 0) await world.sleep(aheadMs);
    const calls = await runRound(next.round, world);
    originMs ??= calls.find(({ answer }) => answer !== 'other')?.writtenFromMs;
    const atRest = state.atRest ?? atRestOf(calls);
    state = observe(state, seenOf(next.round, calls, atRest, originMs ?? 0), atRest);
    const step = state.steps.at(-1);
    if (step !== undefined) recordStep(state.steps.length, step);
  }
}

export function handleSummary(data: SummaryData) {
  return summaryOf('limit', data, __ENV, { lines: [finding(data)] });
}

function finding({ metrics }: SummaryData): string {
  const figure = (name: string) => metrics[`facegate_limit_${name}`]?.values.value;
  const [low, value, high, cause] = [figure('low'), figure('value'), figure('high'), CAUSES[figure('cause') ?? 0]];
  const inLoop = figure('in_loop');
  if (low === undefined) return 'limit      not found: the search was cut off';
  if (value !== undefined) {
    const loop = inLoop === undefined || inLoop >= value ? '' : `; ${inLoop} in a closed loop`;
    return `limit      ${value} at once (range ${low}–${high ?? 'open'})${loop}`;
  }
  if (figure('complete') !== 1) return `limit      not sure; ${low} at once were accepted`;
  if (cause === 'rate')
    return `limit      on the rate of requests, not on the number in flight (seen at ${low} and more)`;
  if (cause === 'queue') return `limit      none up to ${low} at once, but requests wait`;
  return mode === 'headroom'
    ? `limit      at least ${low} at once are accepted; more was not tried`
    : `limit      none up to ${low} at once`;
}
