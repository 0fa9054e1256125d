import type { Report } from './instance-api.js';
import { BUILTIN, EXPECTED_DURATION, type MetricInfo } from './metrics/builtin.js';
import { mergeSink, newSink, type Sink } from './metrics/sinks.js';
import { type GroupNode, GroupTree } from './summary-groups.js';
import { holds, parseMetricSelector, type ThresholdSource } from './thresholds.js';

/** How a threshold stands. */
export interface ThresholdState {
  readonly metric: string;
  readonly source: string;
  readonly ok: boolean;
}

interface Entry {
  readonly metric: MetricInfo;
  readonly sink: Sink;
  readonly thresholds: { readonly source: ThresholdSource; ok: boolean }[];
}

/** Everything measured by all threads of a run so far. */
export class Ledger {
  readonly entries = new Map<string, Entry>();
  readonly #groups = new GroupTree();
  readonly #thresholds: readonly ThresholdSource[];

  /** `metrics`: all there are, built in and of the script. */
  constructor(thresholds: readonly ThresholdSource[], metrics: readonly MetricInfo[]) {
    this.#thresholds = thresholds;
    for (const threshold of thresholds) {
      const name = parseMetricSelector(threshold.metric)!.name;
      const metric = metrics.find((known) => known.name === name)!;
      this.#entry(threshold.metric, metric).thresholds.push({ source: threshold, ok: true });
      this.#entry(name, metric);
    }
  }

  /** Metrics and sub-metrics that the threads have to keep. */
  static keysToKeep(thresholds: readonly ThresholdSource[]): string[] {
    return [...new Set([EXPECTED_DURATION, ...thresholds.map(({ metric }) => metric)])];
  }

  get groups(): GroupNode {
    return this.#groups.root;
  }

  take(report: Report): void {
    for (const { key, metric, delta } of report.metrics) mergeSink(this.#entry(key, metric).sink, delta);
    for (const group of report.groups) this.#groups.add(group);
  }

  /** The gauges of VUs, which only the master knows. */
  takeVus(active: number, initialized: number, atMs: number): void {
    this.#entry(BUILTIN.vus.name, BUILTIN.vus).sink.add(active, atMs);
    this.#entry(BUILTIN.vusMax.name, BUILTIN.vusMax).sink.add(initialized, atMs);
  }

  sink(key: string): Sink | undefined {
    return this.entries.get(key)?.sink;
  }

  counter(key: string): number {
    const sink = this.sink(key);
    return sink?.kind === 'counter' ? sink.value : 0;
  }

  /** Judges all thresholds; true when one that ends the run has failed and is past its delay. */
  judge(elapsedMs: number): boolean {
    let abort = false;
    for (const { sink, thresholds } of this.entries.values()) {
      for (const threshold of thresholds) {
        threshold.ok = holds(threshold.source.condition, sink, elapsedMs);
        if (!threshold.ok && threshold.source.abortOnFail && elapsedMs >= threshold.source.delayAbortEvalMs)
          abort = true;
      }
    }
    return abort;
  }

  get thresholds(): ThresholdState[] {
    return [...this.entries.values()].flatMap(({ thresholds }) =>
      thresholds.map(({ source, ok }) => ({ metric: source.metric, source: source.source, ok })),
    );
  }

  /** Names of the metrics whose thresholds fail. */
  get crossed(): string[] {
    return [...new Set(this.thresholds.filter(({ ok }) => !ok).map(({ metric }) => metric))];
  }

  thresholdsOf(name: string): readonly ThresholdSource[] {
    return this.#thresholds.filter(({ metric }) => metric === name);
  }

  #entry(key: string, metric: MetricInfo): Entry {
    let entry = this.entries.get(key);
    if (entry === undefined) {
      entry = { metric, sink: newSink(metric.type), thresholds: [] };
      this.entries.set(key, entry);
    }
    return entry;
  }
}
