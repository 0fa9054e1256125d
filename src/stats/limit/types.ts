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
  /** The rest before a burst, milliseconds, to begin with: it grows where slots come back later than that. */
  readonly settleMs: number;
  /** Rest before the tests of the cause, long enough for a rate limit's window to pass, milliseconds. */
  readonly idleMs: number;
}

/** Why a round is run. */
export type RoundPurpose =
  /** One request after the other: the figures of a server at rest. */
  | 'baseline'
  /** Bursts from rest, doubled until refused, then halving the gap. */
  | 'climb'
  | 'bisect'
  /** Bursts from rest at the level found, which must be accepted, and at the next one, which must be refused, in turns. */
  | 'confirm-held'
  | 'confirm-refused'
  /** A lone request after a refused round. */
  | 'sentinel'
  /** One more than the level, spread out but still overlapping: accepted only where the limit is on the rate. */
  | 'cause-fill'
  /** One more than the level after a long rest: accepted only where the limit is on the rate. */
  | 'cause-burst'
  /** The level in a closed loop, many requests: refused where slots come back late, or where the rate is limited. */
  | 'loop'
  /** Many requests with few in flight. */
  | 'cause-few'
  /** A burst that takes every slot, and the one that follows it after a gap and tells how many of them are back. */
  | 'return-fill'
  | 'return';

/** A round to run: `level` loops, each of which sends its next request when its last one was answered. */
export interface Round {
  readonly purpose: RoundPurpose;
  readonly level: number;
  /** Answers (accepted ones) each loop collects; 1: a burst. After the first refusal no loop sends any more. */
  readonly perLoop: number;
  /** Time over which the loops start, milliseconds; 0: all at once. */
  readonly spreadMs: number;
  /** Time to wait before the round, milliseconds. */
  readonly restMs: number;
}

/** One request of a round. Times are milliseconds on one clock, whatever it counts from. */
export interface Call {
  /** Whether it was its loop's first. */
  readonly first: boolean;
  /** Between these it was written to its connection: equal where the engine knows the moment. */
  readonly writtenFromMs: number;
  readonly writtenToMs: number;
  /** From the write until the answer was whole. */
  readonly durationMs: number;
  /** Time that its connection took to make; 0 on one that stood. */
  readonly connectingMs: number;
  readonly answer: 'accepted' | 'refused' | 'server-error' | 'other';
  /** What it was, where it was neither accepted nor refused: `429`, `timeout`, `500 INTERNAL_ERROR`. */
  readonly what: string;
  /** The server's own `time_used`; undefined when it does not say. */
  readonly timeUsedMs: number | undefined;
}

/** What lone requests show of a service: the ground on which it is judged what overlapped in the server. */
export interface AtRest {
  /** The least time that a request is in the server by the client's clock, and by what the server says, milliseconds. */
  readonly serviceMs: number;
  readonly leastUsedMs: number;
  /** The least time that it spends on the way. */
  readonly overheadMs: number;
  /** The median of the whole. */
  readonly wholeMs: number;
  /** Whether `time_used` was never longer than the request itself. */
  readonly trusted: boolean;
}

/** What a round showed. */
export interface RoundSeen {
  /** The most requests that were for certain on their connections at one time, of those that were answered. */
  readonly reached: number;
  /** The most accepted requests that were for certain in the server at one time. */
  readonly shown: number;
  readonly accepted: number;
  /** Answers with exactly 403 CONCURRENCY_LIMIT_EXCEEDED. */
  readonly refused: number;
  /** How many of each loop's first request were accepted. */
  readonly firstAccepted: number;
  /** How many of those took no longer than a lone request does, and how many neither that nor twice as long. */
  readonly prompt: number;
  readonly between: number;
  /** Every other answer and every missing one, counted by what it was: `429`, `timeout`, `500 INTERNAL_ERROR`. */
  readonly unknown: Readonly<Record<string, number>>;
  /** Those of the unknown with a status of 500 or more. */
  readonly serverErrors: number;
  /** First and last write, and the last answer, milliseconds since the search began. */
  readonly beganMs: number;
  readonly writtenMs: number;
  readonly endedMs: number;
  /** When the answers of the accepted were whole, in order, milliseconds since the search began. Of `return-fill` only. */
  readonly answeredMs: readonly number[];
  /** Time that the server says it spent on the accepted (their `time_used`), added up, milliseconds; 0 when it does not say. */
  readonly serverMs: number;
  /** Median and 95th percentile of the accepted, milliseconds; 0 when there were none. */
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/**
 * How a round counts. `thin`: nothing was refused, but so many were not shown to be in the server together. `unknown` says
 * nothing about the limit and is run again.
 */
export type RoundOutcome = 'held' | 'thin' | 'refused' | 'unknown';

/** One step of the staircase. */
export interface LimitStep extends RoundSeen {
  readonly purpose: RoundPurpose;
  readonly level: number;
  /** The rest before it, milliseconds. */
  readonly restMs: number;
  readonly outcome: RoundOutcome;
}

/** What refusals follow. `queue`: nothing was refused, requests wait instead. `unclear`: the rounds allow more than one. */
export type LimitCause = 'concurrency' | 'rate' | 'queue' | 'none' | 'unclear';

export interface LimitResult {
  /** How many at once are accepted from rest; null when no limit was met, it is not on requests in flight, or it is not sure. */
  readonly value: number | null;
  /** The most at once that are accepted for certain. */
  readonly low: number;
  /** The most at once that may be accepted; null when nothing was refused. */
  readonly high: number | null;
  readonly cause: LimitCause;
  /** How many loops, each sending as soon as it was answered, are never refused; null when that was not tried. */
  readonly inLoop: number | null;
  /** The median time of a lone request, milliseconds; null when none was accepted. */
  readonly answerMs: number | null;
  /** How long after its answer a slot is free again, milliseconds: between these; null when it is free at once or was not measured. */
  readonly late: LateSlot | null;
  /** Beyond how many at once requests wait in place of being refused; null when they do not. */
  readonly waitBeyond: number | null;
  /** When the limit changed during the search, milliseconds since it began: between these; null when it did not. */
  readonly changed: LimitChange | null;
  /** Rounds that tried a level. */
  readonly probes: number;
  readonly requests: number;
  /** The most that were for certain on their connections at one time in a round that was accepted. */
  readonly reached: number;
  /** The most accepted requests that were for certain in the server at one time. */
  readonly shown: number;
  /** How many the server had at work on average in the best round at `low`, by its own `time_used`; null when it does not say. */
  readonly atServer: number | null;
  /** Longest rest after which a lone request was accepted again after a refused round, ms; null when none was refused or none recovered. */
  readonly recoveredAfterMs: number | null;
  /** Rounds that were outvoted by later ones at the same level, by their place among all, from 0. */
  readonly outvoted: readonly number[];
  /** Why the search is not sure; empty when it is. */
  readonly stopped: string;
  /** The finding and what it rests on, a sentence each. */
  readonly evidence: readonly string[];
}

/** What a search came to, before it is put into words. */
export type LimitVerdict = Omit<LimitResult, 'evidence'>;

export interface LateSlot {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface LimitChange {
  readonly afterMs: number;
  readonly beforeMs: number;
  /** What the rounds before and after it say of the limit; null where they leave it open above. */
  readonly before: LevelRange;
  readonly after: LevelRange;
}

export interface LevelRange {
  readonly low: number;
  readonly high: number | null;
}
