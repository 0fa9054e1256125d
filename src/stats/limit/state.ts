import type { AtRest, LimitSettings, LimitStep } from './types.js';

/**
 * The tests of what a limit is on. `burst`: one more than the level after a long rest; `fill`: the same, spread out;
 * `loop`: the level in a closed loop; `few`: many requests with few in flight, where the level could not be confirmed.
 */
export type CauseTest = 'fill' | 'burst' | 'loop' | 'few';

/** Where a search stands. */
export interface LimitState {
  readonly settings: LimitSettings;
  readonly phase: Phase;
  /** What the lone requests of the first round showed; undefined before it. */
  readonly atRest: AtRest | undefined;
  /** Highest level that was accepted from rest; 0 for none yet. */
  readonly low: number;
  /** Lowest level that was refused. */
  readonly high: number | undefined;
  /** The limit as the number of accepted requests in a refused burst suggests it: worth trying first, proof of nothing. */
  readonly hint: number | undefined;
  /** How long a burst waits so that it starts from rest, milliseconds. It only grows. */
  readonly restMs: number;
  /** Refused and accepted rounds of the probe under way. */
  readonly refusals: number;
  readonly passes: number;
  /** Rounds at this level in which nothing was refused and the overlap was not shown. */
  readonly thin: number;
  /** Lone requests refused in a row after a refused round; undefined when none is due. */
  readonly sentinel: number | undefined;
  /** Rounds in a row that said nothing. */
  readonly unknownInARow: number;
  readonly restarts: number;
  readonly steps: readonly LimitStep[];
}

export type Phase =
  | { readonly kind: 'baseline' }
  | { readonly kind: 'climb'; readonly level: number }
  | { readonly kind: 'bisect'; readonly level: number }
  | { readonly kind: 'confirm'; readonly held: number; readonly refused: number }
  | { readonly kind: 'cause'; readonly test: CauseTest }
  /** One more than the level was accepted when spread out: is it still refused at once? */
  | { readonly kind: 'recheck' }
  /** How late slots come back: `filled` when the burst that takes them all is done. */
  | { readonly kind: 'return'; readonly filled: boolean }
  /** The most loops that are never refused: between these. */
  | { readonly kind: 'loops'; readonly held: number; readonly refused: number }
  | { readonly kind: 'done'; readonly ending: Ending };

/** How a search ended. */
export type Ending =
  /** A limit on requests in flight, confirmed. */
  | { readonly kind: 'concurrency' }
  /** Refusals that follow the rate and not the number in flight; what showed it. */
  | { readonly kind: 'rate'; readonly test: 'fill' | 'few' | 'return' }
  /** From rest there is a limit; what refuses loops may be slots that come back late as well as the rate. */
  | { readonly kind: 'late-or-rate' }
  /** Nothing was refused up to the highest level. */
  | { readonly kind: 'no-limit' }
  /** Not even a lone request is accepted. */
  | { readonly kind: 'one-refused' }
  /** The same level was now accepted and now refused, over and over. */
  | { readonly kind: 'unsteady' }
  /** A lone request was still refused seconds after a burst. */
  | { readonly kind: 'not-recovered' }
  /** Round after round drew neither acceptance nor refusal. */
  | { readonly kind: 'unknown' }
  /** A stop rule. */
  | { readonly kind: 'stopped'; readonly why: string };
