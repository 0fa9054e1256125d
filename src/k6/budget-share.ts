import type { SendBounds } from './http/send-budget.js';

/** What is known of a run before it begins. */
export interface PlannedRun {
  /** The most iterations that begin; null when the options do not bound them. */
  readonly iterations: number | null;
  /** The most virtual users there are. */
  readonly users: number;
  /** Whether every iteration begins at its own time: arrival rates alone. */
  readonly arrivals: boolean;
  /** The most iterations that begin in a second; null when the options do not bound them. */
  readonly perSecond: number | null;
}

/**
 * The part of a run's bounds that each virtual user keeps to by itself: k6 shares no counter between them. All parts together
 * never exceed the bounds.
 */
export interface BudgetShare {
  /** Requests for each iteration a user has begun; what one leaves the next may use. Null: no bound. */
  readonly perIteration: number | null;
  /** Requests that each user has on top. */
  readonly perUser: number;
  /** Requests of setup(), and as many of teardown(). */
  readonly outside: number;
  readonly pace: SharePace | null;
}

/** Users send in turn: time is cut into slots, and each slot is for one request of one user. */
export interface SharePace {
  /** Length of a slot, milliseconds; 0 when there is no time for a request beside those that are free. */
  readonly slotMs: number;
  readonly users: number;
  /** Requests of an iteration that need no slot, as its arrival has the pace already. */
  readonly free: number;
}

/** Splits the bounds of a run. */
export function shareBudget(
  { iterations, users, arrivals, perSecond }: PlannedRun,
  bounds: SendBounds,
  calls: { readonly setup: boolean; readonly teardown: boolean },
): BudgetShare {
  const pace = bounds.perSecond === null ? null : paceOf({ users, arrivals, perSecond }, bounds.perSecond);
  if (bounds.requests === null || iterations === null) return { perIteration: null, perUser: 0, outside: 0, pace };
  const outsides = Number(calls.setup) + Number(calls.teardown);
  const begun = Math.max(1, iterations);
  const perIteration = Math.max(1, Math.floor(bounds.requests / (begun + outsides)));
  const left = Math.max(0, bounds.requests - perIteration * begun);
  const outside = outsides === 0 ? 0 : Math.min(perIteration, Math.floor(left / outsides));
  return { perIteration, perUser: Math.floor((left - outside * outsides) / Math.max(1, users)), outside, pace };
}

function paceOf({ users, arrivals, perSecond }: Omit<PlannedRun, 'iterations'>, most: number): SharePace {
  const spare = arrivals && perSecond !== null ? most - perSecond : most;
  return { slotMs: spare > 1e-9 ? 1000 / spare : 0, users: Math.max(1, users), free: arrivals ? 1 : 0 };
}
