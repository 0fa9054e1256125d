import { type BoundedMap, boundedMap } from '../../bounded-map.js';
import type { Refusal } from '../../refusal.js';
import type { LivenessBehaviours } from './behaviours.js';
import { bytesOfGrant, type Grant } from './grant.js';
import type { TokenFault } from './page/refusal-page.js';

/** The tokens given out and what for: the newest 50,000, or as many as fit into 64 MB. Older ones become unknown. */
export function tokenStore(): BoundedMap<Grant> {
  return boundedMap<Grant>({ maxEntries: 50_000, maxBytes: 64_000_000, bytesOf: bytesOfGrant });
}

export type TokenUse =
  | { readonly kind: 'opened'; readonly grant: Grant }
  | { readonly kind: 'refused'; readonly fault: TokenFault; readonly refusal: Refusal };

/** Uses a token up, or says why it starts no check. */
export function useToken(
  tokens: BoundedMap<Grant>,
  token: string,
  nowMs: number,
  behaviours: LivenessBehaviours,
): TokenUse {
  if (token === '') {
    return { kind: 'refused', fault: 'missing', refusal: { code: 'MISSING_ARGUMENTS', argument: 'token' } };
  }
  const grant = tokens.get(token);
  if (!grant) return { kind: 'refused', fault: 'unknown', refusal: { code: 'BAD_ARGUMENTS', argument: 'token' } };
  const used = behaviours['token.single-use'](grant.used);
  if (used) return { kind: 'refused', fault: 'used', refusal: used };
  const expired = behaviours['token.expiry'](grant.expiresAtMs, nowMs);
  if (expired) return { kind: 'refused', fault: 'expired', refusal: expired };
  tokens.set(token, { ...grant, used: true });
  return { kind: 'opened', grant };
}
