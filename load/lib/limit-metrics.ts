import { Gauge } from 'k6/metrics';
import type { LimitCause, LimitResult, LimitStep } from '../../src/stats/limit/types.js';

/** The causes in the order of the numbers that stand for them in the summary, from 0. */
export const CAUSES = ['none', 'concurrency', 'rate', 'queue', 'unclear'] as const satisfies readonly LimitCause[];

/**
 * One point a round, value = level, all else in the tags: `--out json` holds the staircase while the search goes on. The last
 * point, value = the highest level accepted, carries the result as JSON in the tag `result`.
 */
const staircase = new Gauge('facegate_limit_step');

const value = new Gauge('facegate_limit_value');
const low = new Gauge('facegate_limit_low');
const high = new Gauge('facegate_limit_high');
const inLoop = new Gauge('facegate_limit_in_loop');
const cause = new Gauge('facegate_limit_cause');
const probes = new Gauge('facegate_limit_probes');
const requests = new Gauge('facegate_limit_requests');
const reached = new Gauge('facegate_limit_reached');
/** 1 when the search is sure, 0 when it is not. */
const complete = new Gauge('facegate_limit_complete');

/** Records that the search began, so that one cut off in the middle is seen to be incomplete. */
export function recordBegin(): void {
  complete.add(0);
}

export function recordStep(index: number, step: LimitStep): void {
  staircase.add(step.level, { step: String(index), seen: JSON.stringify(step) });
}

/** Records the result; a limit or an upper end that is not known is not recorded. */
export function recordResult(result: LimitResult): void {
  staircase.add(result.low, { result: JSON.stringify(result) });
  if (result.value !== null) value.add(result.value);
  low.add(result.low);
  if (result.high !== null) high.add(result.high);
  if (result.inLoop !== null) inLoop.add(result.inLoop);
  cause.add(CAUSES.indexOf(result.cause));
  probes.add(result.probes);
  requests.add(result.requests);
  reached.add(result.reached);
  complete.add(result.stopped === '' ? 1 : 0);
}
