/** The records of load runs: `load[]` of results.json, the same for both engines. */

/** What a run of a load script is for. */
export type LoadKind = 'smoke' | 'latency' | 'ramp' | 'spike' | 'soak' | 'limit' | 'sla' | 'watch' | 'script';

export type LoadEngine = 'k6' | 'node';

/** One run of one script, or what kept it from being run. */
export interface LoadRecord {
  readonly kind: LoadKind;
  /** The script, as the user named it. */
  readonly script: string;
  readonly engine: LoadEngine;
  /** The engine's own version text. */
  readonly engineVersion: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** Why nothing was run, and what to do about it; empty when it was run. With a reason only `preflight` tells anything. */
  readonly notRun: string;
  /** Requests of the pre-flight, which are in no metric; absent where none was sent, and in records of earlier versions. */
  readonly preflight?: number;
  /** False when the run was interrupted or cut off. */
  readonly complete: boolean;
  /** The engine's exit code (k6's codes for both). */
  readonly exitCode: number;
  /** k6's summary, metric by metric. */
  readonly metrics: Readonly<Record<string, MetricRecord>>;
  readonly thresholds: readonly ThresholdRecord[];
  /** Checks of a script of the user's own that failed; absent where none did. */
  readonly failedChecks?: readonly CheckRecord[];
  /** What else keeps the run from passing; empty for one that passes. */
  readonly objections: readonly ObjectionRecord[];
  readonly limit: LimitRecord | null;
  readonly sla: SlaRecord | null;
  readonly latency: LatencyRecord | null;
  /** Samples of days and hours; null for anything but a watch. */
  readonly watch: WatchRecord | null;
}

/** A metric in k6's summary shape: a counter has count and rate, a gauge value, min and max, a rate rate, passes and fails. */
export interface MetricRecord {
  readonly type: 'counter' | 'gauge' | 'rate' | 'trend';
  readonly contains: 'default' | 'time' | 'data';
  readonly values: Readonly<Record<string, number>>;
}

/** A check of a script, with its groups before its name, e.g. `login::status is 200`. */
export interface CheckRecord {
  readonly name: string;
  readonly passes: number;
  readonly fails: number;
}

/** A reason, outside of thresholds, limit and agreement, why a run does not pass, e.g. that this machine was too busy. */
export interface ObjectionRecord {
  readonly verdict: 'fail' | 'inconclusive';
  readonly text: string;
}

export interface ThresholdRecord {
  /** With its tags, e.g. `facegate_wall{phase:measure}`. */
  readonly metric: string;
  /** As written, e.g. `p(95)<300`. */
  readonly threshold: string;
  readonly ok: boolean;
}

/** The limit of requests in flight, as it was found. */
export interface LimitRecord {
  /** How many at once are accepted from rest; null when none was met, it is not on requests in flight, or the search is not sure. */
  readonly value: number | null;
  readonly low: number;
  /** Null when nothing was refused. */
  readonly high: number | null;
  /** `queue`: nothing was refused, requests wait instead. `unclear`: the rounds allow more than one reading. */
  readonly cause: 'concurrency' | 'rate' | 'queue' | 'none' | 'unclear';
  /** How many loops, each sending as soon as it was answered, are never refused; null when that was not tried. */
  readonly inLoop: number | null;
  /** The median time of a lone request, milliseconds; null when none was accepted. */
  readonly answerMs: number | null;
  /** How long after its answer a slot is free again, milliseconds: between these; null when that was not measured. */
  readonly late: { readonly fromMs: number; readonly toMs: number } | null;
  /** Beyond how many at once requests wait in place of being refused; null when they do not. */
  readonly waitBeyond: number | null;
  /** When the limit changed during the search, milliseconds since it began, and what it was; null when it did not. */
  readonly changed: {
    readonly afterMs: number;
    readonly beforeMs: number;
    readonly before: LevelRangeRecord;
    readonly after: LevelRangeRecord;
  } | null;
  readonly probes: number;
  readonly requests: number;
  /** The most that were for certain on their connections at one time in a round that was accepted. */
  readonly reached: number;
  /** The most accepted requests that were for certain in the server at one time. */
  readonly shown: number;
  /** How many the server had at work on average in the best round at `low`, by its own `time_used`; null when it does not say. */
  readonly atServer: number | null;
  /** Longest rest after which a lone request was accepted again after a refused round, ms; null when none was seen. */
  readonly recoveredAfterMs: number | null;
  /** Rounds that later ones at the same level outvoted, by their place in the staircase, from 0. */
  readonly outvoted: readonly number[];
  /** Why the search is not sure; empty when it is. */
  readonly stopped: string;
  /** The finding and what it rests on, a sentence each. */
  readonly evidence: readonly string[];
  /** Round by round, in order. */
  readonly staircase: readonly StaircaseStep[];
}

/** Between what a limit lies; null where it is open above. */
export interface LevelRangeRecord {
  readonly low: number;
  readonly high: number | null;
}

export interface StaircaseStep {
  readonly purpose: string;
  /** The rest before it, milliseconds. */
  readonly restMs: number;
  /** Requests in flight asked for. */
  readonly level: number;
  /** Requests in flight reached. */
  readonly reached: number;
  /** Accepted requests that were for certain in the server at one time. */
  readonly shown: number;
  readonly accepted: number;
  readonly refused: number;
  /** Answers that were neither. */
  readonly unknown: number;
  readonly outcome: 'held' | 'refused' | 'unknown';
}

export type SlaVerdict = 'pass' | 'fail' | 'inconclusive';

/** What was promised, what was measured, and whether that proves it. */
export interface SlaRecord {
  readonly verdict: SlaVerdict;
  /** Percent. */
  readonly confidence: number;
  readonly objectives: readonly ObjectiveRecord[];
  /** Why the run cannot carry a pass (or any verdict), one sentence each; empty when it can. */
  readonly voids: readonly string[];
}

export interface ObjectiveRecord {
  /** E.g. `p95 ≤ 300 ms`, `availability ≥ 99.9 %`. */
  readonly objective: string;
  readonly kind: 'latency' | 'availability';
  /** The percentile; null for availability. */
  readonly percentile: number | null;
  /** Milliseconds, or percent for availability. */
  readonly target: number;
  readonly unit: 'ms' | '%';
  /** Null when nothing was measured, or when the percentile lies among requests without an answer. */
  readonly measured: number | null;
  /** The interval of `measured` with the confidence, two-sided; null where so few samples bound nothing on that side. */
  readonly low: number | null;
  readonly high: number | null;
  readonly samples: number;
  /** Samples that broke the promise: over the target or failed. */
  readonly broken: number;
  readonly verdict: SlaVerdict;
  /** How many more samples would decide if all stays as measured; 0 when decided, null when no number would. */
  readonly samplesNeeded: number | null;
}

/** What the charts of a latency run draw. */
export interface LatencyRecord {
  /** Requests of the warm-up, which count nowhere else. */
  readonly warmup: number;
  /** Requests of the measured phase. */
  readonly requests: number;
  readonly outcomes: Readonly<Record<OutcomeKind, number>>;
  /** Arrivals of the measured phase that found no free user and were not sent. */
  readonly dropped: number;
  /** Wall clock of the requests that got a token, in ascending order; about a hundred buckets. */
  readonly histogram: readonly HistogramBucket[];
  readonly percentiles: readonly PercentileRecord[];
  /** The wall clock split: milliseconds; null when the target gave no `time_used`. */
  readonly shares: { readonly wall: Spread; readonly server: Spread; readonly network: Spread } | null;
  /** How late iterations began after their intended start, milliseconds; null where the engine does not measure it. */
  readonly startLag: Spread | null;
  /** Width of the points of `series`, seconds. */
  readonly intervalSeconds: number;
  readonly series: readonly SeriesPoint[];
}

export type OutcomeKind = 'ok' | 'refused' | 'rejected' | 'server-error' | 'unanswered' | 'garbled';

export interface HistogramBucket {
  /** Milliseconds: above `from`, up to `to`. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export interface PercentileRecord {
  readonly percentile: number;
  readonly ms: number;
  /** 95 % interval; null where so few samples bound nothing on that side. */
  readonly low: number | null;
  readonly high: number | null;
}

/** Figures of a distribution, milliseconds. */
export interface Spread {
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface SeriesPoint {
  /** Seconds since the first measured sample. */
  readonly atSeconds: number;
  readonly requests: number;
  readonly ok: number;
  /** 403 CONCURRENCY_LIMIT_EXCEEDED. */
  readonly refused: number;
  /** Everything else that was not a token. */
  readonly failed: number;
  readonly dropped: number;
  /** Of the requests that got a token; null when there were none. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly maxMs: number | null;
}

/** One line of a watch's file. */
export type WatchLine = WatchHeader | WatchSample | WatchResumed;

/** The first line: what is watched. A file is never continued with another configuration. */
export interface WatchHeader {
  readonly type: 'watch';
  readonly version: 1;
  /** Fingerprint of the configuration. */
  readonly config: string;
  /** What the configuration was, for people; without secrets. */
  readonly about: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
}

/** One request. */
export interface WatchSample {
  readonly type: 'sample';
  /** When it was meant to be sent, epoch milliseconds. */
  readonly at: number;
  readonly outcome: OutcomeKind;
  /** From the intended start until the answer was whole, milliseconds. */
  readonly wallMs: number;
  /** The server's own figure; null without one. */
  readonly serverMs: number | null;
}

/** The watch went on after it was stopped or killed. */
export interface WatchResumed {
  readonly type: 'resumed';
  readonly at: number;
}

/** A watch by day and by hour. */
export interface WatchRecord {
  /** What is watched, for people. */
  readonly about: string;
  /** How often it was taken up again after it was stopped or killed. */
  readonly resumed: number;
  /** Lines of its file that were not whole, as a kill or a full disk leaves them; they count for nothing. */
  readonly torn: number;
  /** Those that have samples, in order. */
  readonly days: readonly WatchPeriod[];
  readonly hours: readonly WatchPeriod[];
}

/** An hour or a day of a watch. */
export interface WatchPeriod {
  /** Its beginning, ISO 8601, UTC. */
  readonly from: string;
  readonly samples: number;
  readonly ok: number;
  /** Percent; null without samples. */
  readonly availability: number | null;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
  readonly maxMs: number | null;
  /** What this period alone proves of the agreement; null without one. */
  readonly verdict: SlaVerdict | null;
}
