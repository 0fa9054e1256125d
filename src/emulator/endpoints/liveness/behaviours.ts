import type { Refusal } from '../../refusal.js';

/** Rules of the page that a token opens, by rule id. */
export interface LivenessBehaviours {
  /** Whether a token may start a liveness check: only one that has started none. */
  readonly 'token.single-use': (used: boolean) => Refusal | undefined;
  /** Whether a token may start a liveness check: only until it has expired. Both times are Unix ms. */
  readonly 'token.expiry': (expiresAtMs: number, nowMs: number) => Refusal | undefined;
}

export const livenessBehaviours: LivenessBehaviours = {
  'token.single-use': (used) => (used ? { code: 'BAD_ARGUMENTS', argument: 'token' } : undefined),
  'token.expiry': (expiresAtMs, nowMs) =>
    nowMs >= expiresAtMs ? { code: 'BAD_ARGUMENTS', argument: 'token' } : undefined,
};
