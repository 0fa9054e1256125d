import type { MetricInfo } from './metrics/builtin.js';
import type { PointBatch } from './metrics/points.js';

/** The lines of k6's JSON output: each metric described once, before its first point. */
export class PointLines {
  readonly #write: (lines: string) => void;
  readonly #onFailure: (error: Error) => void;
  readonly #known = new Map<string, MetricInfo>();
  readonly #described = new Set<string>();
  #failed = false;

  constructor(write: (lines: string) => void, onFailure: (error: Error) => void) {
    this.#write = write;
    this.#onFailure = onFailure;
  }

  announce(metrics: readonly MetricInfo[]): void {
    for (const metric of metrics) this.#known.set(metric.name, metric);
  }

  take({ metrics, lines }: PointBatch): void {
    this.#pass(metrics, lines);
  }

  vus(active: number, initialized: number, epochMs: number): void {
    const time = new Date(epochMs).toISOString();
    const line = (metric: string, value: number): string =>
      `${JSON.stringify({ metric, type: 'Point', data: { time, value, tags: {} } })}\n`;
    this.#pass(['vus', 'vus_max'], line('vus', active) + line('vus_max', initialized));
  }

  #pass(metrics: readonly string[], lines: string): void {
    if (this.#failed) return;
    const descriptions = metrics.filter((name) => !this.#described.has(name)).map((name) => this.#describe(name));
    try {
      this.#write(descriptions.join('') + lines);
    } catch (error) {
      this.#failed = true;
      this.#onFailure(error as Error);
    }
  }

  #describe(name: string): string {
    this.#described.add(name);
    const { type, contains } = this.#known.get(name) ?? { type: 'trend', contains: 'default' };
    return `${JSON.stringify({ type: 'Metric', data: { name, type, contains, thresholds: [], submetrics: null }, metric: name })}\n`;
  }
}
