import type { Refusal } from '../refusal.js';

/** Whether a token may start a liveness check: only one that has started none. */
export function refuseUsed(used: boolean): Refusal | undefined {
  return used ? { code: 'BAD_ARGUMENTS', argument: 'token' } : undefined;
}
