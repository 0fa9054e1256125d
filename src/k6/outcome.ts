import type { LoadExit } from './exit-codes.js';
import type { Lag } from './lag.js';
import type { ThresholdState } from './ledger.js';
import type { ValueCount } from './metrics/trend-sink.js';
import type { TimelineSlice } from './progress.js';
import type { Summary } from './summary.js';
import type { SummaryFiles } from './summary-files.js';

/** What a load run came to, on either engine. */
export interface LoadOutcome {
  readonly engine: 'node' | 'k6';
  readonly exitCode: LoadExit | number;
  /** Why the exit code is not 0, one line each; empty when it is. */
  readonly cause: readonly string[];
  /** k6's summary data; undefined when the run ended before anything could be measured. */
  readonly summary: Summary | undefined;
  readonly thresholds: readonly ThresholdState[];
  /** What the script's handleSummary returned: texts or bytes by path, `stdout` and `stderr` among them. */
  readonly handleSummaryFiles: SummaryFiles;
  /** The text `--summary-export` asks for; empty when it was not asked for. */
  readonly summaryExport: string;
  /** True when the run ended before its planned end: a signal, an abort, a crash. */
  readonly incomplete: boolean;
  /** True when the script asked for more requests than the run's bounds allow: those were not sent. */
  readonly overBudget: boolean;
  /** The engine's own lag; undefined on k6, which does not tell. */
  readonly lag: Lag | undefined;
  /** Durations of all requests and, for arrival rates, from their intended start: equal ones together, ascending. Empty on k6. */
  readonly distributions: Readonly<Record<string, readonly ValueCount[]>>;
  /** The run over time; empty on k6. */
  readonly timeline: readonly TimelineSlice[];
  readonly warnings: readonly string[];
}
