import type { Target } from '../../run/target/types.js';
import { requestsNeeded } from '../../stats/limit/requests-needed.js';
import { limitSettings } from '../../stats/limit/settings.js';
import type { LimitOptions } from '../limit/limit-options.js';

/** What the parts of a gate send at least. */
export interface GateNeeds {
  readonly contract: number;
  readonly latency: number;
  /** 0 when the limit is not looked for. */
  readonly limit: number;
}

export type GateDecision =
  | { readonly kind: 'go'; readonly said: string }
  | { readonly kind: 'refused'; readonly why: string };

/** The requests with which a limit search ends on a service that is not disturbed; 0 when there is none to be made. */
export function limitNeeds(decided: LimitOptions, contracted: number | null): number {
  if (decided.kind === 'refused') return 0;
  const { FACEGATE_MODE: mode, FACEGATE_MAX: max } = decided.options;
  const level = max === undefined ? {} : { maxLevel: Number(max) };
  if (mode === 'headroom') return requestsNeeded(limitSettings({ mode, ...level }), undefined);
  return requestsNeeded(limitSettings({ ...level }), contracted ?? undefined);
}

/** Holds what a gate needs against the budget, before anything is sent. */
export function planGate(
  { contract, latency, limit }: GateNeeds,
  { name, budget }: Pick<Target, 'name' | 'budget'>,
): GateDecision {
  const total = contract + latency + limit;
  const parts = `${contract} for the contract, ${latency} for latency${limit === 0 ? '' : `, ${limit} for the limit`}`;
  const most = budget?.requests ?? null;
  if (most === null) return { kind: 'go', said: `about ${total} requests: ${parts}` };
  if (total <= most) return { kind: 'go', said: `about ${total} of the ${most} requests of the budget: ${parts}` };
  return {
    kind: 'refused',
    why: `the gate needs ${total} requests (${parts}), and budget.requests of target ${name} is ${most}; raise it to ${total} or more${limit === 0 ? '' : ', lower --max'}, or run the parts apart: facegate contract, sla, limit`,
  };
}
