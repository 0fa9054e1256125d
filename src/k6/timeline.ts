import type { Report } from './instance-api.js';
import type { RateDelta } from './metrics/sinks.js';
import { type TrendDelta, TrendSink } from './metrics/trend-sink.js';
import type { TimelineSlice } from './progress.js';

/** So many slices a timeline has at most: when it would grow beyond, neighbours are put together. */
const MOST_SLICES = 600;

interface Slice {
  readonly atMs: number;
  durationMs: number;
  requests: number;
  failed: number;
  dropped: number;
  vus: number;
  /** What the slice's durations came to; packed, because there are many slices. */
  durations: readonly TrendDelta[];
}

/** A run in slices of time, from the reports of its threads; bounded however long the run. */
export class Timeline {
  #slices: Slice[] = [];
  /** How many reports make one slice. */
  #span = 1;
  #inLast = 0;

  /** Takes in what all threads reported for the time from `atMs` on. */
  add(reports: readonly Report[], atMs: number, durationMs: number, vus: number): void {
    if (this.#inLast === 0 || this.#inLast >= this.#span) {
      if (this.#slices.length >= MOST_SLICES) this.#halve();
      this.#slices.push({ atMs, durationMs: 0, requests: 0, failed: 0, dropped: 0, vus: 0, durations: [] });
      this.#inLast = 0;
    }
    const slice = this.#slices.at(-1)!;
    this.#inLast += 1;
    slice.durationMs += durationMs;
    slice.vus = Math.max(slice.vus, vus);
    for (const { key, delta } of reports.flatMap(({ metrics }) => metrics)) {
      if (key === 'http_reqs') slice.requests += delta as number;
      else if (key === 'dropped_iterations') slice.dropped += delta as number;
      else if (key === 'http_req_failed') slice.failed += (delta as RateDelta).trues;
      else if (key === 'http_req_duration')
        slice.durations = [packed([...slice.durations, delta as TrendDelta]).drain()];
    }
  }

  get slices(): TimelineSlice[] {
    return this.#slices.map(({ durations, ...slice }) => {
      const sink = packed(durations);
      return { ...slice, p50Ms: sink.quantile(0.5), p95Ms: sink.quantile(0.95), p99Ms: sink.quantile(0.99) };
    });
  }

  #halve(): void {
    const halved: Slice[] = [];
    for (let i = 0; i < this.#slices.length; i += 2) {
      const first = this.#slices[i]!;
      const second = this.#slices[i + 1];
      if (second !== undefined) {
        first.durationMs += second.durationMs;
        first.requests += second.requests;
        first.failed += second.failed;
        first.dropped += second.dropped;
        first.vus = Math.max(first.vus, second.vus);
        first.durations = [packed([...first.durations, ...second.durations]).drain()];
      }
      halved.push(first);
    }
    this.#slices = halved;
    this.#span *= 2;
  }
}

function packed(deltas: readonly TrendDelta[]): TrendSink {
  const sink = new TrendSink();
  for (const delta of deltas) sink.merge(delta);
  return sink;
}
