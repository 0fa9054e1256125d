import type { Settings } from '../k6/options/settings.js';
import { PREFLIGHT_REQUESTS } from '../run/target/preflight.js';
import type { Budget } from '../run/target/types.js';
import { type LoadPlan, planLoad } from './plan.js';
import type { LoadScript } from './scripts.js';

/** Whether a run fits into what the target's budget leaves, and what the script must be told for that. */
export type BudgetDecision =
  | { readonly kind: 'fits'; readonly plan: LoadPlan; readonly args: readonly string[] }
  | { readonly kind: 'refused'; readonly why: string };

/** What is left of a target's budget. */
export interface Remaining {
  /** Null: no bound. */
  readonly requests: number | null;
  readonly perSecond: number | null;
}

/** The whole budget of a target, less what was spent. */
export function remainingOf(budget: Budget | null, spent: number): Remaining {
  if (budget === null) return { requests: null, perSecond: null };
  return {
    requests: budget.requests === null ? null : Math.max(0, budget.requests - spent),
    perSecond: budget.perSecond,
  };
}

/** The requests that go before a script: none before one of the user's own, which may be about anything. */
export function requestsBefore({ kind }: Pick<LoadScript, 'kind'>): number {
  return kind === 'script' ? 0 : PREFLIGHT_REQUESTS;
}

/** What is left for a script. */
export function remainingForScript(script: Pick<LoadScript, 'kind'>, budget: Budget | null, spent: number): Remaining {
  return remainingOf(budget, spent + requestsBefore(script));
}

/** Holds what a script would send against what is left. Users that send as fast as they are answered are slowed down. */
export function fitBudget(settings: Settings, remaining: Remaining): BudgetDecision {
  let plan = planLoad(settings);
  const args: string[] = [];
  if (remaining.perSecond !== null && plan.perSecond === null && plan.closedUsers > 0) {
    const minIterationDurationMs = Math.ceil((1000 * plan.closedUsers) / remaining.perSecond);
    args.push('--min-iteration-duration', `${minIterationDurationMs}ms`);
    plan = planLoad({ ...settings, minIterationDurationMs });
  }
  const why = tooMuch(plan, remaining);
  return why === undefined ? { kind: 'fits', plan, args } : { kind: 'refused', why };
}

function tooMuch({ requests, perSecond }: LoadPlan, remaining: Remaining): string | undefined {
  const cure = 'lower FACEGATE_RATE or FACEGATE_DURATION, or raise the budget in the target file';
  if (remaining.perSecond !== null && perSecond !== null && perSecond > remaining.perSecond * (1 + 1e-9))
    return `the script would send ${round(perSecond)} requests a second at its peak, and budget.per_second is ${remaining.perSecond}; ${cure}`;
  if (remaining.requests === null) return undefined;
  if (requests === null)
    return `the script's options do not bound its requests, and the budget is ${remaining.requests}; use an arrival rate or a number of iterations`;
  if (requests > remaining.requests)
    return `the script would send ${requests} requests, and ${remaining.requests} are left of the budget; ${cure}`;
  return undefined;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
