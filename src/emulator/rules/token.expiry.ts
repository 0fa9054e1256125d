import type { Refusal } from '../refusal.js';

/** Whether a token may start a liveness check: only until it has expired. Both times are Unix ms. */
export function refuseExpired(expiresAtMs: number, nowMs: number): Refusal | undefined {
  return nowMs >= expiresAtMs ? { code: 'BAD_ARGUMENTS', argument: 'token' } : undefined;
}
