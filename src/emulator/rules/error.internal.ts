import type { Refusal } from '../refusal.js';

/** A passing fault for the given share (0 to 1) of requests; `random` is a number from 0 to below 1. */
export function failNow(random: number, errorShare: number): Refusal | undefined {
  return random < errorShare ? { code: 'INTERNAL_ERROR' } : undefined;
}
