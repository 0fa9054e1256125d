import type { LatencyRecord, SeriesPoint } from '../../records/load-types.js';
import { compact } from '../format.js';
import { axis, frame, fromZero, named, timeAxis } from './frame.js';
import type { Palette } from './palette.js';
import { type Bar, bars } from './shapes.js';
import type { Plan } from './types.js';

/** What an arrival can come to, from the bottom of a bar to its top. */
export const PARTS = ['ok', 'refused', 'failed', 'dropped'] as const;
type Part = (typeof PARTS)[number];

const COLOUR: Readonly<Record<Part, keyof Palette>> = {
  ok: 'accent',
  refused: 'second',
  failed: 'bad',
  dropped: 'idle',
};

/** A stretch of time with what happened in it. */
export interface Stretch extends Readonly<Record<Part, number>> {
  readonly atSeconds: number;
  readonly seconds: number;
  readonly requests: number;
}

/** Neighbouring points put together until there are no more than `most`; counts stay exact. */
export function stretches(series: readonly SeriesPoint[], intervalSeconds: number, most: number): Stretch[] {
  const size = Math.max(1, Math.ceil(series.length / most));
  return Array.from({ length: Math.ceil(series.length / size) }, (_, index) => {
    const own = series.slice(index * size, (index + 1) * size);
    const sum = (key: Part | 'requests'): number => own.reduce((total, point) => total + point[key], 0);
    return {
      atSeconds: own[0]!.atSeconds,
      seconds: own.length * intervalSeconds,
      requests: sum('requests'),
      ok: sum('ok'),
      refused: sum('refused'),
      failed: sum('failed'),
      dropped: sum('dropped'),
    };
  });
}

function stack(stretch: Stretch, palette: Palette): Bar[] {
  let top = 0;
  return PARTS.filter((part) => stretch[part] > 0).map((part) => {
    const bottom = top;
    top += stretch[part] / stretch.seconds;
    return {
      x: [stretch.atSeconds, stretch.atSeconds + stretch.seconds],
      y: [bottom, top],
      fill: palette[COLOUR[part]],
    };
  });
}

/** Requests a second over time, by what became of them; null when there were none. */
export function outcomesOverTime({
  series,
  intervalSeconds,
}: Pick<LatencyRecord, 'series' | 'intervalSeconds'>): Plan | null {
  if (series.every(({ requests, dropped }) => requests + dropped === 0)) return null;
  return {
    sizes: { wide: { width: 500, height: 230 }, narrow: { width: 330, height: 220 } },
    option: (canvas) => {
      const { palette, texts, width } = canvas;
      const own = stretches(series, intervalSeconds, width === 'wide' ? 120 : 60);
      const last = own.at(-1)!;
      const most = Math.max(...own.map((one) => (one.requests + one.dropped) / one.seconds));
      return {
        ...frame(canvas, { top: 30, right: 16, bottom: 42, left: 48 }),
        xAxis: timeAxis(canvas, last.atSeconds + last.seconds),
        yAxis: {
          ...axis(canvas, fromZero(most, false), compact, 'y'),
          ...named(canvas, texts.load.chart.aSecond, 'y'),
        },
        series: [
          bars(
            own.flatMap((stretch) => stack(stretch, palette)),
            1,
          ),
        ],
      };
    },
  };
}
