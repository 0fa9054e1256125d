import type { LatencyRecord } from '../../records/load-types.js';
import { millis } from '../format.js';
import { distributionHeight } from './distribution.js';
import { axis, FONT_SIZE, frame, fromZero, named, timeAxis } from './frame.js';
import { latencyTargets, type Promised } from './targets.js';
import { logTicks } from './ticks.js';
import type { Canvas, Plan } from './types.js';

/** More points than this run together: then only the lines are drawn. */
const DOTS = 40;
/** When the slowest answer is this much slower than the quickest median, only a logarithmic axis shows both. */
const FAR = 15;

/** The y axis, and where a time stands on it. */
function scale(values: readonly number[], canvas: Canvas) {
  const [least, most] = [Math.max(0.01, Math.min(...values)), Math.max(0.01, ...values)];
  const { chart } = canvas.texts.load;
  const label = (ms: number): string => millis(ms).replace(/ ms$/, '');
  if (most / least <= FAR) {
    return {
      place: (ms: number) => ms,
      yAxis: { ...axis(canvas, fromZero(most * 1.04, false), label, 'y'), ...named(canvas, chart.ms, 'y') },
    };
  }
  const place = (ms: number): number => Math.log10(Math.max(ms, 0.01));
  const [low, high] = [least / 1.3, most * 1.2];
  const ticks = logTicks(low, high, 6).map(place);
  return {
    place,
    yAxis: {
      ...axis(canvas, { min: place(low), max: place(high), ticks }, (at) => label(10 ** at), 'y'),
      ...named(canvas, chart.msLog, 'y'),
    },
  };
}

/** The median, the 95th percentile and the slowest answer over time; null when nothing was answered with a token. */
export function percentilesOverTime(
  { series, intervalSeconds }: Pick<LatencyRecord, 'series' | 'intervalSeconds'>,
  sla: Promised | null,
): Plan | null {
  const answered = series.filter(({ p50Ms }) => p50Ms !== null);
  if (answered.length === 0) return null;
  const seconds = (series.at(-1)?.atSeconds ?? 0) + intervalSeconds;
  const measured = answered.flatMap(({ p50Ms, p95Ms, maxMs }) => [p50Ms, p95Ms, maxMs]).filter((ms) => ms !== null);
  const most = Math.max(...measured);
  const targets = latencyTargets(sla).filter(({ target }) => target <= most * 1.5);
  return {
    // It stands beside the distribution.
    sizes: { wide: { width: 500, height: distributionHeight(sla) }, narrow: { width: 330, height: 240 } },
    option: (canvas) => {
      const { palette, texts } = canvas;
      const { chart } = texts.load;
      const { place, yAxis } = scale([...measured, ...targets.map(({ target }) => target)], canvas);
      const dots = answered.length <= DOTS || answered.length < series.length / 2;
      const line = (
        name: string,
        value: (point: (typeof series)[number]) => number | null,
        style: { readonly colour: string; readonly width: number; readonly symbol: string },
      ) => ({
        type: 'line',
        name,
        data: series.map((point) => {
          const ms = value(point);
          return [point.atSeconds + intervalSeconds / 2, ms === null ? null : place(ms)];
        }),
        showSymbol: dots,
        symbol: style.symbol,
        symbolSize: 5,
        itemStyle: { color: style.colour },
        lineStyle: {
          color: style.colour,
          width: style.width,
          cap: 'round',
          join: 'round',
        },
        endLabel: { show: true, formatter: name, color: palette.ink, fontSize: FONT_SIZE, distance: 6 },
        labelLayout: { moveOverlap: 'shiftY' },
      });
      return {
        ...frame(canvas, { top: 30, right: 40, bottom: 42, left: 48 }),
        xAxis: timeAxis(canvas, seconds),
        yAxis,
        series: [
          line(chart.max, (point) => point.maxMs, {
            colour: palette.dim,
            width: 1,
            symbol: 'triangle',
          }),
          line(chart.p95, (point) => point.p95Ms, { colour: palette.second, width: 2, symbol: 'rect' }),
          {
            ...line(chart.p50, (point) => point.p50Ms, { colour: palette.accent, width: 2, symbol: 'circle' }),
            markLine: {
              silent: true,
              symbol: 'none',
              lineStyle: { color: palette.bad, width: 1.5, type: 'solid' },
              label: {
                position: 'insideStartTop',
                distance: 2,
                color: palette.bad,
                fontSize: FONT_SIZE,
                backgroundColor: palette.card,
                padding: [1, 3],
              },
              data: targets.map(({ percentile, target }) => ({
                yAxis: place(target),
                label: { formatter: chart.sla(`p${percentile}`, millis(target)) },
              })),
            },
          },
        ],
      };
    },
  };
}
