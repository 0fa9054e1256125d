/** A generator may be this late, or late by this share of a limit, before it counts. */
const TOLERATED_MS = 10;
const TOLERATED_SHARE = 0.05;

/** How late a generator may run before a verdict on a limit has to take it into account, milliseconds. */
export function toleratedLagMs(limitMs: number): number {
  return Math.max(TOLERATED_MS, TOLERATED_SHARE * limitMs);
}

/**
 * Whether a measured time is over its limit even when the generator's lag is taken off it: lag lengthens what is measured by no more
 * than itself, so a verdict is voided only as far as it reaches.
 */
export function failsBeyondLag(measuredMs: number, limitMs: number, lagMs: number): boolean {
  return lagMs <= toleratedLagMs(limitMs) || measuredMs - lagMs > limitMs;
}
