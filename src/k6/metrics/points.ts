import type { Tags } from './tags.js';

/** Samples one by one, as lines of k6's JSON output, in batches. */
export interface PointBatch {
  /** Metrics that appear in the batch. */
  readonly metrics: readonly string[];
  /** Whole lines, each with its end. */
  readonly lines: string;
}

const BATCH_CHARACTERS = 1 << 20;

/** Turns samples into lines and hands them on before they pile up. */
export class PointSink {
  #lines: string[] = [];
  #characters = 0;
  readonly #metrics = new Set<string>();

  /** `epochShiftMs` turns a time of the run's clock into one since 1970. */
  constructor(
    readonly send: (batch: PointBatch) => void,
    readonly epochShiftMs: number,
  ) {}

  write(metric: string, value: number, atMs: number, tags: Tags): void {
    const time = new Date(atMs + this.epochShiftMs).toISOString();
    const line = `${JSON.stringify({ metric, type: 'Point', data: { time, value, tags } })}\n`;
    this.#lines.push(line);
    this.#metrics.add(metric);
    this.#characters += line.length;
    if (this.#characters > BATCH_CHARACTERS) this.flush();
  }

  flush(): void {
    if (this.#lines.length === 0) return;
    this.send({ metrics: [...this.#metrics], lines: this.#lines.join('') });
    this.#lines = [];
    this.#characters = 0;
  }
}
