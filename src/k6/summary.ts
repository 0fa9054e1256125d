import type { Ledger } from './ledger.js';
import type { Contains, MetricType, Sink } from './metrics/sinks.js';
import type { Settings } from './options/settings.js';
import type { GroupNode } from './summary-groups.js';

/** What k6 passes to handleSummary: the contract between a run, on either engine, and whoever reads it. */
export interface Summary {
  readonly root_group: GroupNode;
  readonly options: {
    readonly summaryTrendStats: readonly string[];
    readonly summaryTimeUnit: string;
    readonly noColor: boolean;
  };
  readonly state: {
    readonly isStdOutTTY: boolean;
    readonly isStdErrTTY: boolean;
    readonly testRunDurationMs: number;
  };
  readonly metrics: Readonly<Record<string, SummaryMetric>>;
  readonly setup_data?: unknown;
}

export interface SummaryMetric {
  readonly type: MetricType;
  readonly contains: Contains;
  /** counter {count, rate}, gauge {value, min, max}, rate {rate, passes, fails}, trend: the summaryTrendStats. */
  readonly values: Readonly<Record<string, number>>;
  readonly thresholds?: Readonly<Record<string, { readonly ok: boolean }>>;
}

/** The summary of what was measured in `durationMs`; `setupData` is JSON, empty for none. */
export function summarize(
  ledger: Ledger,
  settings: Settings,
  durationMs: number,
  setupData: string,
  noColor: boolean,
): Summary {
  const metrics: Record<string, SummaryMetric> = {};
  for (const [key, { metric, sink, thresholds }] of ledger.entries) {
    metrics[key] = {
      type: metric.type,
      contains: metric.contains,
      values: valuesOf(sink, durationMs, settings.summaryTrendStats),
      ...(thresholds.length === 0
        ? {}
        : { thresholds: Object.fromEntries(thresholds.map(({ source, ok }) => [source.source, { ok }])) }),
    };
  }
  return {
    root_group: ledger.groups,
    options: { summaryTrendStats: settings.summaryTrendStats, summaryTimeUnit: settings.summaryTimeUnit, noColor },
    state: { isStdOutTTY: false, isStdErrTTY: false, testRunDurationMs: durationMs },
    metrics,
    ...(setupData === '' ? {} : { setup_data: JSON.parse(setupData) as unknown }),
  };
}

function valuesOf(sink: Sink, durationMs: number, trendStats: readonly string[]): Record<string, number> {
  switch (sink.kind) {
    case 'counter':
      return { count: sink.value, rate: durationMs > 0 ? sink.value / (durationMs / 1000) : 0 };
    case 'gauge':
      return { value: sink.value, min: sink.min, max: sink.max };
    case 'rate':
      return { rate: sink.total > 0 ? sink.trues / sink.total : 0, passes: sink.trues, fails: sink.total - sink.trues };
    case 'trend':
      return Object.fromEntries(trendStats.map((stat) => [stat, trendStat(sink, stat)]));
  }
}

function trendStat(sink: Extract<Sink, { kind: 'trend' }>, stat: string): number {
  switch (stat) {
    case 'avg':
      return sink.mean;
    case 'min':
      return sink.quantile(0);
    case 'max':
      return sink.quantile(1);
    case 'med':
      return sink.quantile(0.5);
    case 'count':
      return sink.count;
    default:
      return sink.quantile(Number(/^p\((.*)\)$/.exec(stat)?.[1]) / 100);
  }
}

/** The text `--summary-export` asks for: the values flat beside the metric's name, a crossed threshold as true. */
export function summaryExport({ metrics, root_group }: Summary): string {
  const flat = Object.fromEntries(
    Object.entries(metrics).map(([name, { type, values, thresholds }]) => [
      name,
      {
        ...(type === 'rate' ? { value: values.rate, passes: values.passes, fails: values.fails } : values),
        ...(thresholds === undefined
          ? {}
          : { thresholds: Object.fromEntries(Object.entries(thresholds).map(([source, { ok }]) => [source, !ok])) }),
      },
    ]),
  );
  return `${JSON.stringify({ root_group: byName(root_group), metrics: flat }, null, 4)}\n`;
}

/** A group as the export shows it: inner groups and checks by their names. */
function byName({ groups, checks, ...group }: GroupNode): object {
  return {
    ...group,
    groups: Object.fromEntries(groups.map((inner) => [inner.name, byName(inner)])),
    checks: Object.fromEntries(checks.map((check) => [check.name, check])),
  };
}
