import type { Remaining } from '../budget.js';

/** What a watch is to do. */
export interface WatchWish {
  readonly everyMs: number;
  /** From its very beginning, over every resumption; undefined for no end. */
  readonly forMs: number | undefined;
  /** Samples that are in its file already. */
  readonly taken: number;
  /** Time since its beginning, milliseconds. */
  readonly ageMs: number;
}

export type WatchDecision =
  | { readonly kind: 'go'; readonly mostSamples: number | undefined }
  | { readonly kind: 'refused'; readonly why: string };

/** How many more samples a watch takes, within the budget of its target. */
export function planWatch({ everyMs, forMs, taken, ageMs }: WatchWish, budget: Remaining): WatchDecision {
  if (budget.perSecond !== null && 1000 / everyMs > budget.perSecond * (1 + 1e-9)) {
    const least = `${Math.ceil(1000 / budget.perSecond)}ms`;
    return refused(
      `--every ${everyMs}ms is faster than budget.per_second (${budget.perSecond}); give ${least} or more`,
    );
  }
  const left = budget.requests === null ? undefined : Math.max(0, budget.requests - taken);
  if (forMs === undefined) return { kind: 'go', mostSamples: left };
  const wanted = Math.max(0, Math.ceil((forMs - ageMs) / everyMs));
  if (left !== undefined && wanted > left) {
    return refused(
      `the watch would take ${wanted} more samples, and ${left} are left of the budget; give a longer --every, a shorter --for, or raise budget.requests`,
    );
  }
  return { kind: 'go', mostSamples: wanted };
}

function refused(why: string): WatchDecision {
  return { kind: 'refused', why };
}
