/** A choice between "it happens with probability p0" and "with probability p1", p0 < p1. */
export interface SprtPlan {
  readonly p0: number;
  readonly p1: number;
  /** How often p1 may be decided although p0 is true, and the other way round. */
  readonly alpha: number;
  readonly beta: number;
}

export type SprtDecision = 'p0' | 'p1' | 'undecided';

/** The plan of the limit search: a level within the limit is refused in 2 % of its rounds, one above it in 95 %. */
export const REFUSAL_PLAN: SprtPlan = { p0: 0.02, p1: 0.95, alpha: 0.01, beta: 0.01 };

/** The same for what no later round would put right: it takes three agreeing rounds. */
export const STRICT_REFUSAL_PLAN: SprtPlan = { p0: 0.02, p1: 0.95, alpha: 0.0001, beta: 0.0005 };

/** Wald's sequential test after `successes` and `failures`: it decides as early as the errors asked for allow. */
export function sprt({ p0, p1, alpha, beta }: SprtPlan, successes: number, failures: number): SprtDecision {
  const evidence = successes * Math.log(p1 / p0) + failures * Math.log((1 - p1) / (1 - p0));
  if (evidence >= Math.log((1 - beta) / alpha)) return 'p1';
  if (evidence <= Math.log(beta / (1 - alpha))) return 'p0';
  return 'undecided';
}
