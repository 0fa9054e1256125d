import type { LatencyRecord, Spread } from '../../records/load-types.js';
import { millis } from '../format.js';
import { axis, FONT_SIZE, frame, fromZero, named } from './frame.js';
import type { Plan } from './types.js';

/** The values of a distribution that the chart shows, from the top down. */
const FIGURES = ['mean', 'p50', 'p95', 'p99'] as const satisfies readonly (keyof Spread)[];

/** The answer time and its two parts, server and network; null when the target gave no `time_used`. */
export function serverAndNetwork({ shares }: LatencyRecord): Plan | null {
  if (shares === null) return null;
  const most = Math.max(...FIGURES.flatMap((figure) => [shares.wall[figure], shares.network[figure]]));
  return {
    sizes: { wide: { width: 500, height: 230 }, narrow: { width: 330, height: 240 } },
    option: (canvas) => {
      const { palette, texts } = canvas;
      const { chart } = texts.load;
      const part = (name: string, spread: Spread, colour: string) => ({
        type: 'bar',
        name,
        data: FIGURES.map((figure) => spread[figure]),
        itemStyle: { color: colour },
        barGap: '10%',
        barCategoryGap: '28%',
        label: {
          show: true,
          position: 'right',
          distance: 4,
          color: palette.ink,
          fontSize: FONT_SIZE - 1,
          formatter: ({ value }: { readonly value: number }) => millis(value),
        },
      });
      return {
        ...frame(canvas, { top: 8, right: 62, bottom: 42, left: 48 }),
        xAxis: {
          ...axis(canvas, fromZero(most, false), (ms) => millis(ms).replace(/ ms$/, ''), 'x'),
          ...named(canvas, chart.ms, 'x'),
        },
        yAxis: {
          type: 'category',
          inverse: true,
          data: FIGURES.map((figure) => chart[figure]),
          axisLine: { show: false },
          axisTick: { show: false },
          axisLabel: { color: palette.ink, fontSize: FONT_SIZE },
        },
        series: [
          part(chart.wall, shares.wall, palette.idle),
          part(chart.server, shares.server, palette.accent),
          part(chart.network, shares.network, palette.second),
        ],
      };
    },
  };
}
