import type { MetricInfo } from './builtin.js';
import type { PointSink } from './points.js';
import type { Sink } from './sinks.js';
import type { Tags } from './tags.js';

/** One metric under one set of tags: where a sample goes. */
export class Series {
  constructor(
    readonly metric: MetricInfo,
    readonly tags: Tags,
    readonly sinks: readonly Sink[],
    readonly points: PointSink | undefined,
  ) {}

  add(value: number, atMs: number): void {
    for (const sink of this.sinks) sink.add(value, atMs);
    this.points?.write(this.metric.name, value, atMs, this.tags);
  }
}

export interface CheckTally {
  passes: number;
  fails: number;
}

/** Where a set of tags finds its series. */
export interface SeriesStore {
  series(metric: MetricInfo, tags: Tags): Series;
}
