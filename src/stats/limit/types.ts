/** The shapes of the limit search: what it asks for, what it is told, what it says in the end. */

/**
 * `saturate`: look for the limit, going over it. `headroom`: only see whether `maxLevel` at once are accepted, and never
 * send more than that.
 */
export type LimitMode = 'saturate' | 'headroom';

export interface LimitSettings {
  readonly mode: LimitMode;
  /** The most requests ever in flight at once. */
  readonly maxLevel: number;
  /** The most requests the whole search may send. */
  readonly maxRequests: number;
  /** The most time spent in rounds that were refused, milliseconds. */
  readonly maxSaturatedMs: number;
  /** Rest after a refused round, milliseconds: a refusal is never answered by sending at once. */
  readonly settleMs: number;
  /** Rest before the tests of the cause, long enough for a rate limit's window to pass, milliseconds. */
  readonly idleMs: number;
}

/** Why a round is run. */
export type RoundPurpose =
  /** One request after the other: the figures of a server at rest. */
  | 'baseline'
  /** Doubling until refused, then halving the gap. */
  | 'climb'
  | 'bisect'
  /** The level found, which must be accepted, and the next one, which must be refused, in turns. */
  | 'confirm-held'
  | 'confirm-refused'
  /** A lone request after a refused round. */
  | 'sentinel'
  /** Many fast requests at half the level: refused only by a limit on the rate. */
  | 'cause-fast'
  /** One request each for one more than the level, after a rest: accepted only where the limit is on the rate. */
  | 'cause-burst'
  /** The same, spread out but still overlapping. */
  | 'cause-fill';

/** A round to run: `level` loops, each of which sends its next request when its last one was answered. */
export interface Round {
  readonly purpose: RoundPurpose;
  readonly level: number;
  /** Answers (accepted ones) each loop collects. After the first refusal no loop sends any more. */
  readonly perLoop: number;
  /** Time over which the loops start, milliseconds; 0: all at once. */
  readonly spreadMs: number;
  /** Time to wait before the round, milliseconds. */
  readonly restMs: number;
}

/** What a round showed. */
export interface RoundSeen {
  /** The most requests in flight at one time, counted where they are sent. */
  readonly reached: number;
  /** How many were in flight when the first refusal came back, itself included; 0 when none did. */
  readonly inFlightAtRefusal: number;
  readonly accepted: number;
  /** Answers with exactly 403 CONCURRENCY_LIMIT_EXCEEDED. */
  readonly refused: number;
  /** How many of each loop's first request were accepted. */
  readonly firstAccepted: number;
  /** Every other answer and every missing one, counted by what it was: `429`, `timeout`, `500 INTERNAL_ERROR`. */
  readonly unknown: Readonly<Record<string, number>>;
  /** Those of the unknown with a status of 500 or more. */
  readonly serverErrors: number;
  readonly durationMs: number;
  /** Time that the server says it spent on the accepted (their `time_used`), added up, milliseconds; 0 when it does not say. */
  readonly serverMs: number;
  /** Median and 95th percentile of the accepted, milliseconds; 0 when there were none. */
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** How a round counts. `unknown` says nothing about the limit and is run again. */
export type RoundOutcome = 'held' | 'refused' | 'unknown';

/** One step of the staircase. */
export interface LimitStep extends RoundSeen {
  readonly purpose: RoundPurpose;
  readonly level: number;
  readonly outcome: RoundOutcome;
}

export type LimitCause = 'concurrency' | 'rate' | 'none';

export interface LimitResult {
  /** The limit; null when none was met, it is one on the rate, or the search was stopped before it was sure. */
  readonly value: number | null;
  /** The most at once that were accepted. */
  readonly low: number;
  /** The most at once that may be accepted; null when nothing was refused. */
  readonly high: number | null;
  readonly cause: LimitCause;
  /** Rounds that tried a level. */
  readonly probes: number;
  readonly requests: number;
  /** The most that were really in flight in a round that was accepted. */
  readonly reached: number;
  /** How many the server had at work on average in the best round at `low`, by its own `time_used`; null when it does not say. */
  readonly atServer: number | null;
  /** Longest rest after which a lone request was accepted again after a refused round, ms; null when none was refused or none recovered. */
  readonly recoveredAfterMs: number | null;
  /** Why the search ended before it was sure; empty when it did not. */
  readonly stopped: string;
  /** The finding and what it rests on, a sentence each. */
  readonly evidence: readonly string[];
}
