import type { Settings } from '../k6/options/settings.js';
import type { LoadKind } from '../records/load-types.js';
import { PREFLIGHT_REQUESTS } from '../run/target/preflight.js';
import type { Budget } from '../run/target/types.js';
import { say } from '../sayings/run.js';
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
export function fitBudget(settings: Settings, remaining: Remaining, kind: LoadKind): BudgetDecision {
  let plan = planLoad(settings);
  const args: string[] = [];
  if (remaining.perSecond !== null && plan.perSecond === null && plan.closedUsers > 0) {
    const minIterationDurationMs = Math.ceil((1000 * plan.closedUsers) / remaining.perSecond);
    args.push('--min-iteration-duration', `${minIterationDurationMs}ms`);
    plan = planLoad({ ...settings, minIterationDurationMs });
  }
  const why = tooMuch(plan, remaining, kind);
  return why === undefined ? { kind: 'fits', plan, args } : { kind: 'refused', why };
}

function tooMuch({ requests, perSecond }: LoadPlan, remaining: Remaining, kind: LoadKind): string | undefined {
  if (remaining.perSecond !== null && perSecond !== null && perSecond > remaining.perSecond * (1 + 1e-9))
    return say('sendsTooFast', { rate: round(perSecond), limit: remaining.perSecond, cure: cureOf('pace', kind) });
  if (remaining.requests === null) return undefined;
  if (requests === null) return say('sendsUnbounded', { of: remaining.requests });
  if (requests > remaining.requests)
    return say('sendsTooMany', { count: requests, of: remaining.requests, cure: cureOf('requests', kind) });
  return undefined;
}

/** The options of each shipped script that its pace, and the number of its requests, depend on. */
const OPTIONS: Readonly<Partial<Record<LoadKind, Readonly<Record<'pace' | 'requests', readonly string[]>>>>> = {
  smoke: { pace: ['FACEGATE_COUNT'], requests: ['FACEGATE_COUNT'] },
  latency: { pace: ['FACEGATE_RATE'], requests: ['FACEGATE_RATE', 'FACEGATE_DURATION'] },
  ramp: { pace: ['FACEGATE_RATE'], requests: ['FACEGATE_RATE', 'FACEGATE_DURATION'] },
  soak: { pace: ['FACEGATE_RATE'], requests: ['FACEGATE_RATE', 'FACEGATE_DURATION'] },
  spike: { pace: ['FACEGATE_PEAK'], requests: ['FACEGATE_PEAK', 'FACEGATE_DURATION'] },
};

/** What to lower where a run is told what to send: by options of its script, by an agreement, or by the user's own script. */
function cureOf(too: 'pace' | 'requests', kind: LoadKind): string {
  if (kind === 'sla') return say(too === 'pace' ? 'lowerAgreedRate' : 'lowerAgreement');
  const [name, other] = OPTIONS[kind]?.[too] ?? [];
  if (name === undefined) return say('lowerScript');
  return other === undefined ? say('lowerOption', { name }) : say('lowerOptions', { name, other });
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
