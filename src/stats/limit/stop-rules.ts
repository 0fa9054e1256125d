import { sayOfLimit as say } from '../../sayings/limit.js';
import { binomialAtLeast } from '../binomial.js';
import type { LimitSettings, LimitStep, Round } from './types.js';

/** More 5xx than this is a service in trouble. */
const SERVER_ERROR_SHARE = 0.02;
/** How sure that must be, so that a service with 1 % of false 500s is not left for a chance run of them. */
const SERVER_ERROR_DOUBT = 0.001;
/** A 95th percentile beyond this many times that of the service at rest is a service in trouble, */
const SLOWER_TIMES = 3;
/** unless it is this little above it: three times 5 ms is no trouble. */
const SLOWER_MARGIN_MS = 500;

/** Why the next round must not be run, as a sentence; undefined when it may. */
export function stopRule(settings: LimitSettings, steps: readonly LimitStep[], next: Round): string | undefined {
  const sent = requestsOf(steps);
  const coming = next.level * next.perLoop;
  if (sent + coming > settings.maxRequests) {
    return say('budget', { count: settings.maxRequests, of: sent, more: coming });
  }
  const saturatedMs = steps.reduce((sum, step) => sum + (step.refused > 0 ? step.endedMs - step.beganMs : 0), 0);
  if (saturatedMs > settings.maxSaturatedMs) {
    return say('overLimitTooLong', { count: Math.round(saturatedMs), of: settings.maxSaturatedMs });
  }
  return serverErrors(steps, sent) ?? slowness(steps);
}

/** All requests of the steps, however they were answered. */
export function requestsOf(steps: readonly LimitStep[]): number {
  return steps.reduce((sum, step) => sum + step.accepted + step.refused + unknownOf(step), 0);
}

function unknownOf(step: LimitStep): number {
  return Object.values(step.unknown).reduce((sum, count) => sum + count, 0);
}

function serverErrors(steps: readonly LimitStep[], sent: number): string | undefined {
  const errors = steps.reduce((sum, step) => sum + step.serverErrors, 0);
  if (errors === 0 || binomialAtLeast(errors, sent, SERVER_ERROR_SHARE) > SERVER_ERROR_DOUBT) return undefined;
  return say('serverErrors', { count: errors, of: sent });
}

function slowness(steps: readonly LimitStep[]): string | undefined {
  const atRest = steps.find((step) => step.purpose === 'baseline' && step.outcome === 'held')?.p95Ms;
  const last = steps.at(-1);
  if (atRest === undefined || last === undefined || last.accepted === 0) return undefined;
  if (last.p95Ms <= atRest * SLOWER_TIMES || last.p95Ms <= atRest + SLOWER_MARGIN_MS) return undefined;
  return say('slow', { count: last.level, ms: Math.round(last.p95Ms), of: Math.round(atRest) });
}
