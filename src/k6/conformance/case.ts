/** A number that must come out exactly, or from `[least, most]` where time plays a part. */
export type Expected = number | readonly [least: number, most: number];

/** One behaviour of k6 that both engines must show: a script, and what comes out. */
export interface Case {
  /** What the script shows. */
  readonly name: string;
  readonly script: string;
  /** Files beside the script, by path from its folder. */
  readonly beside?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly exitCode?: number;
  /** Totals of counters, of a Rate's trues (`checks`), or the largest value of a gauge (`vus_max`), by metric or sub-metric. */
  readonly counts?: Readonly<Record<string, Expected>>;
  /** Values of Trends in milliseconds, as `metric value`. */
  readonly times?: Readonly<Record<string, Expected>>;
  /** Metrics that must not appear. */
  readonly absent?: readonly string[];
  /** What the script prints, in any order. */
  readonly says?: readonly string[];
  /** What standing thresholds end with, by `metric: source`. */
  readonly thresholds?: Readonly<Record<string, boolean>>;
  /** What handleSummary returns. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** The script leaves a rejection to itself: in the test runner's own thread that would fail the test. */
  readonly strays?: true;
  readonly incomplete?: boolean;
  /** Stops the run with a signal once the script has printed so many lines. */
  readonly stopAfterLines?: number;
  /** How long the run takes, from the summary. */
  readonly durationMs?: Expected;
  /** As late as this the machine may run, milliseconds, and the numbers come out all the same; absent where time plays no part. */
  readonly toleratesMs?: number;
}
