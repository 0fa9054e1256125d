import type { LiveEvent, LiveRun, LoadProgress } from '../../records/live-types.js';
import { limitRecord } from '../records/limit-record.js';
import type { Samples } from '../records/samples.js';

/** A look at a load run under way. */
export interface LiveLook {
  readonly run: LiveRun;
  readonly progress: LoadProgress;
  readonly samples: Samples;
}

/** What a page has been told. */
export interface Told {
  readonly run: number;
  readonly intervalSeconds: number;
  readonly points: number;
  /** Rounds of the search, its result counted as one. */
  readonly steps: number;
}

const NOTHING: Told = { run: 0, intervalSeconds: 0, points: 0, steps: 0 };
/** So many of the last points may still change: samples come a little out of order. */
const UNSETTLED = 5;

/** The next event for a page that has been told so much (undefined: nothing yet), and what it has been told with it. */
export function liveEvent(
  line: string,
  look: LiveLook | undefined,
  told: Told = NOTHING,
): { readonly event: Omit<LiveEvent, 'cases'>; readonly told: Told } {
  if (look === undefined) return { event: { line, load: null }, told };
  const { run, progress, samples } = look;
  const { intervalSeconds } = samples.series;
  const goesOn = told.run === run.number && told.intervalSeconds === intervalSeconds;
  const from = goesOn ? Math.max(0, told.points - UNSETTLED) : 0;
  const points = samples.series.points(from);
  const steps = samples.limitSteps.length + (samples.limitResult === undefined ? 0 : 1);
  const limit = told.run === run.number && told.steps === steps ? undefined : limitRecord(samples);
  return {
    event: {
      line,
      load: { run, progress, intervalSeconds, from, points, ...(limit === undefined ? {} : { limit }) },
    },
    told: { run: run.number, intervalSeconds, points: from + points.length, steps },
  };
}
