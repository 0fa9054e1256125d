import { quantile } from '../quantile.js';
import type { AtRest, LimitStep } from './types.js';

/** Faster answers cannot be told from what a busy machine adds to them. */
const LEAST_ANSWER_MS = 5;
const ROUNDS = 3;
/** The numbers of requests that do not wait may differ by this share, and by one. */
const SPREAD = 0.1;
/** A queue takes at least this share of the time that its waves take. */
const TIME_SHARE = 0.8;

/**
 * How many at once a service works at while all others wait, where nothing is refused and that is what the bursts look like: the
 * same number of prompt answers whatever the level, then steps, and a time that grows with the level. Undefined otherwise.
 */
export function queueOf(steps: readonly LimitStep[], atRest: AtRest | undefined): number | undefined {
  if (atRest === undefined || atRest.serviceMs < LEAST_ANSWER_MS) return undefined;
  if (steps.some(({ refused }) => refused > 0)) return undefined;
  const waiting = steps.filter(
    ({ purpose, level, accepted, prompt }) =>
      (purpose === 'climb' || purpose === 'confirm-held') && accepted > 0 && prompt > 0 && level >= prompt * 1.8,
  );
  if (waiting.length < ROUNDS) return undefined;
  const prompts = waiting.map(({ prompt }) => prompt).sort((a, b) => a - b);
  const most = Math.round(quantile(prompts, 0.5) ?? 0);
  const alike = prompts.filter((prompt) => Math.abs(prompt - most) <= Math.max(1, most * SPREAD));
  const stepped = waiting.every(({ between, level }) => between <= Math.max(1, level * SPREAD));
  const slow = waiting.every(
    ({ level, beganMs, endedMs }) => endedMs - beganMs >= (level / most) * atRest.serviceMs * TIME_SHARE,
  );
  const same = prompts.filter((prompt) => prompt === most).length;
  return alike.length === prompts.length && same * 2 > prompts.length && stepped && slow ? most : undefined;
}
