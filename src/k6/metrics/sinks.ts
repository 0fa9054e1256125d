import { type TrendDelta, TrendSink } from './trend-sink.js';

/** The four kinds of metric, as k6 names them. */
export type MetricType = 'counter' | 'gauge' | 'rate' | 'trend';
/** What the numbers of a metric mean: milliseconds, bytes, or just numbers. */
export type Contains = 'default' | 'time' | 'data';

/** Sum of all values. */
export class CounterSink {
  readonly kind = 'counter';
  value = 0;

  add(value: number): void {
    this.value += value;
  }

  drain(): number {
    const value = this.value;
    this.value = 0;
    return value;
  }

  merge(delta: number): void {
    this.value += delta;
  }
}

/** The latest value with the smallest and largest seen; `atMs` says which of two is later. */
export class GaugeSink {
  readonly kind = 'gauge';
  value = 0;
  min = 0;
  max = 0;
  set = false;
  atMs = 0;

  add(value: number, atMs: number): void {
    this.min = this.set ? Math.min(this.min, value) : value;
    this.max = this.set ? Math.max(this.max, value) : value;
    if (!this.set || atMs >= this.atMs) {
      this.value = value;
      this.atMs = atMs;
    }
    this.set = true;
  }

  drain(): GaugeDelta {
    const delta = { value: this.value, min: this.min, max: this.max, set: this.set, atMs: this.atMs };
    this.set = false;
    return delta;
  }

  merge(delta: GaugeDelta): void {
    if (!delta.set) return;
    const { value, atMs } = this;
    const had = this.set;
    this.add(delta.min, delta.atMs);
    this.add(delta.max, delta.atMs);
    const later = !had || delta.atMs >= atMs;
    this.value = later ? delta.value : value;
    this.atMs = later ? delta.atMs : atMs;
  }
}

export interface GaugeDelta {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly set: boolean;
  readonly atMs: number;
}

/** How many of all values were not zero. */
export class RateSink {
  readonly kind = 'rate';
  total = 0;
  trues = 0;

  add(value: number): void {
    this.total += 1;
    if (value !== 0) this.trues += 1;
  }

  drain(): RateDelta {
    const delta = { total: this.total, trues: this.trues };
    this.total = 0;
    this.trues = 0;
    return delta;
  }

  merge(delta: RateDelta): void {
    this.total += delta.total;
    this.trues += delta.trues;
  }
}

export interface RateDelta {
  readonly total: number;
  readonly trues: number;
}

export type Sink = CounterSink | GaugeSink | RateSink | TrendSink;
export type SinkDelta = number | GaugeDelta | RateDelta | TrendDelta;

export function newSink(type: MetricType): Sink {
  switch (type) {
    case 'counter':
      return new CounterSink();
    case 'gauge':
      return new GaugeSink();
    case 'rate':
      return new RateSink();
    case 'trend':
      return new TrendSink();
  }
}

/** Takes a delta of another thread into a sink of the same kind. */
export function mergeSink(sink: Sink, delta: SinkDelta): void {
  switch (sink.kind) {
    case 'counter':
      sink.merge(delta as number);
      break;
    case 'gauge':
      sink.merge(delta as GaugeDelta);
      break;
    case 'rate':
      sink.merge(delta as RateDelta);
      break;
    case 'trend':
      sink.merge(delta as TrendDelta);
      break;
  }
}
