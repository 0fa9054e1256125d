// What is told of a load run while it lasts: by the progress line, and to the page of `--live`.
import type { LimitRecord, LoadKind, SeriesPoint, StaircaseStep } from './load-types.js';

/** How far a load run is, and what it has measured. */
export interface LoadProgress {
  readonly elapsedMs: number;
  /** By the plan; null where that is not known, 0 when it is over. */
  readonly leftMs: number | null;
  readonly requests: number;
  /** Since the last look, a second. */
  readonly rate: number;
  /** Null before the first answer with a token. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  /** Neither a token nor a refusal. */
  readonly errors: number;
  readonly refused: number;
  readonly dropped: number;
  /** The last round of a limit search; null when there is none. */
  readonly round: Pick<StaircaseStep, 'level' | 'outcome'> | null;
}

/** A load run under way. */
export interface LiveRun {
  /** From 1: the runs of a gate one after the other. */
  readonly number: number;
  readonly kind: LoadKind;
  readonly script: string;
  /** Name and version. */
  readonly engine: string;
  /** What an agreement promises: milliseconds. */
  readonly promised: readonly { readonly percentile: number; readonly target: number }[];
}

/** How far the scenarios of a run are. */
export interface CaseProgress {
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  /** Rules that a failed case breaks. */
  readonly broken: number;
  readonly undecided: number;
  readonly notRun: number;
  readonly elapsedMs: number;
  /** By the pace so far; null before that tells anything, and when all are done. */
  readonly leftMs: number | null;
}

/** An event of the page of `--live`. */
export interface LiveEvent {
  /** The progress line. */
  readonly line: string;
  /** Null before the first scenario. */
  readonly cases: (CaseProgress & { readonly name: string }) | null;
  /** Null before the first load run begins. */
  readonly load: LiveLoad | null;
}

export interface LiveLoad {
  readonly run: LiveRun;
  readonly progress: LoadProgress;
  /** Requests over time, as in a report: what is known from its point `from` on; the points before it stand. */
  readonly intervalSeconds: number;
  readonly from: number;
  readonly points: readonly SeriesPoint[];
  /** The search so far; absent where it is none, or as before. */
  readonly limit?: LimitRecord;
}

/** The last event. */
export interface LiveEnd {
  /** The title of the report; empty where there is none. */
  readonly title: string;
  readonly tone: 'ok' | 'bad' | 'warn';
}
