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
  const most = usual(waiting.map(({ prompt }) => prompt));
  const spread = Math.max(1, most * SPREAD);
  if (waiting.some(({ prompt }) => prompt > most + spread)) return undefined;
  // A busy machine makes prompt answers fewer, never more: what it disturbed says nothing of how many there would be.
  const clear = waiting.filter(
    ({ prompt, between, level }) => most - prompt <= spread && between <= Math.max(1, level * SPREAD),
  );
  if (clear.length < ROUNDS || clear.filter(({ prompt }) => prompt === most).length * 2 <= clear.length)
    return undefined;
  const slow = waiting.every(
    ({ level, beganMs, endedMs }) => endedMs - beganMs >= (level / most) * atRest.serviceMs * TIME_SHARE,
  );
  return slow ? most : undefined;
}

/** The number that comes most often; of several, the largest. */
function usual(numbers: readonly number[]): number {
  const times = (number: number): number => numbers.filter((other) => other === number).length;
  return numbers.reduce((best, number) => {
    const [now, before] = [times(number), times(best)];
    return now > before || (now === before && number > best) ? number : best;
  }, 0);
}
