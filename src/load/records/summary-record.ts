import type { CheckRecord, MetricRecord, ThresholdRecord } from '../../records/load-types.js';

/** What a run's summary holds, or why it cannot be read. */
export type SummaryRead =
  | {
      readonly kind: 'summary';
      readonly metrics: Readonly<Record<string, MetricRecord>>;
      readonly thresholds: readonly ThresholdRecord[];
      /** Checks that failed, the most often first. */
      readonly failedChecks: readonly CheckRecord[];
      readonly durationMs: number;
    }
  | { readonly kind: 'unreadable'; readonly why: string };

interface GroupJson {
  readonly groups?: readonly GroupJson[];
  readonly checks?: readonly { readonly path: string; readonly passes: number; readonly fails: number }[];
}

interface SummaryJson {
  readonly root_group?: GroupJson;
  readonly metrics: Readonly<
    Record<string, MetricRecord & { readonly thresholds?: Readonly<Record<string, { readonly ok: boolean }>> }>
  >;
  readonly state?: { readonly testRunDurationMs?: number };
}

/** Reads the summary that a script's `handleSummary` wrote: k6's data object as JSON, of either engine. */
export function readSummary(json: string): SummaryRead {
  let data: Partial<SummaryJson> | null;
  try {
    data = JSON.parse(json) as Partial<SummaryJson> | null;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    return { kind: 'unreadable', why: 'is not whole JSON: the run was cut off while it was written' };
  }
  if (data === null || typeof data !== 'object' || typeof data.metrics !== 'object') {
    return { kind: 'unreadable', why: 'has no "metrics": it is not a summary of k6' };
  }
  const entries = Object.entries(data.metrics);
  return {
    kind: 'summary',
    metrics: Object.fromEntries(
      entries.map(([name, { type, contains, values }]) => [name, { type, contains, values }]),
    ),
    thresholds: entries.flatMap(([metric, { thresholds = {} }]) =>
      Object.entries(thresholds).map(([threshold, { ok }]) => ({ metric, threshold, ok })),
    ),
    failedChecks: failedIn(data.root_group).sort((a, b) => b.fails - a.fails),
    durationMs: data.state?.testRunDurationMs ?? 0,
  };
}

function failedIn({ groups = [], checks = [] }: GroupJson = {}): CheckRecord[] {
  const here = checks
    .filter(({ fails }) => fails > 0)
    .map(({ path, passes, fails }) => ({ name: path.replace(/^::/, '') || '(no name)', passes, fails }));
  return [...here, ...groups.flatMap(failedIn)];
}
