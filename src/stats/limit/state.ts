import type { LimitSettings, LimitStep } from './types.js';

/** The tests of what a limit is on: fast requests at half the level, one more than the level at once, the same spread out. */
export type CauseTest = 'fast' | 'burst' | 'fill';

/** Where a search stands. */
export interface LimitState {
  readonly settings: LimitSettings;
  readonly phase: Phase;
  /** Highest level that was accepted; 0 for none yet. */
  readonly low: number;
  /** Lowest level that was refused. */
  readonly high: number | undefined;
  /** The limit as the number of accepted requests in a refused burst suggests it: worth trying first, proof of nothing. */
  readonly hint: number | undefined;
  /** Refused and accepted rounds of the probe under way. */
  readonly hits: number;
  readonly misses: number;
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
  /** `confirmed`: the level was; otherwise the tests are to tell why it could not be. */
  | { readonly kind: 'cause'; readonly test: CauseTest; readonly confirmed: boolean }
  | { readonly kind: 'done'; readonly ending: Ending };

/** How a search ended. */
export type Ending =
  /** A limit on requests in flight, confirmed. */
  | { readonly kind: 'concurrency' }
  /** Refusals that follow the rate and not the number in flight; the test that showed it. */
  | { readonly kind: 'rate'; readonly test: CauseTest }
  /** Nothing was refused up to the highest level. */
  | { readonly kind: 'no-limit' }
  /** One request after the other is refused, a lone one is not. */
  | { readonly kind: 'one-refused' }
  /** The same level was now accepted and now refused, over and over. */
  | { readonly kind: 'unsteady' }
  /** A lone request was still refused seconds after a burst. */
  | { readonly kind: 'not-recovered' }
  /** Round after round drew neither acceptance nor refusal. */
  | { readonly kind: 'unknown' }
  /** A stop rule. */
  | { readonly kind: 'stopped'; readonly why: string };
