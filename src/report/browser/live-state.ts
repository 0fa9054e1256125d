import type { LiveEvent, LiveLoad } from '../../records/live-types.js';
import type { LimitRecord, SeriesPoint } from '../../records/load-types.js';

/** What the page of a run under way knows of the load run that it shows. */
export interface LoadView extends Pick<LiveLoad, 'run' | 'progress' | 'intervalSeconds'> {
  readonly series: readonly SeriesPoint[];
  /** The search for a limit; null when there is none. */
  readonly limit: LimitRecord | null;
}

/** What charts show of a series: while the run goes on, not the interval that has just begun, which would look like a fall. */
export function wholePoints(series: readonly SeriesPoint[], over: boolean): readonly SeriesPoint[] {
  return over || series.length < 2 ? series : series.slice(0, -1);
}

/** The view after an event: of another run nothing is kept. */
export function viewAfter(before: LoadView | null, { load }: Pick<LiveEvent, 'load'>): LoadView | null {
  if (load === null) return null;
  const { run, progress, intervalSeconds, from, points, limit } = load;
  const same = before?.run.number === run.number ? before : null;
  return {
    run,
    progress,
    intervalSeconds,
    series: [...(same?.series.slice(0, from) ?? []), ...points],
    limit: limit ?? same?.limit ?? null,
  };
}
