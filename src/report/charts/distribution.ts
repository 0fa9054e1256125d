import type { LatencyRecord, SlaRecord } from '../../records/load-types.js';
import { compact, millis } from '../format.js';
import { boundsText } from '../load/interval.js';
import { logBins } from './bins.js';
import { axis, FONT_SIZE, frame, fromZero, named } from './frame.js';
import { bars, MARK_ROW, type Mark, marks } from './shapes.js';
import { latencyTargets } from './targets.js';
import { logTicks } from './ticks.js';
import type { Canvas, Plan } from './types.js';

const SHOWN = [50, 95, 99];

function marksOf(latency: LatencyRecord, sla: SlaRecord | null, canvas: Canvas): Mark[] {
  const { palette, texts, width } = canvas;
  const measured = latency.percentiles
    .filter(({ percentile }) => SHOWN.includes(percentile))
    .map(({ percentile, ms, low, high }) => {
      const bounds = width === 'wide' ? ` (${boundsText({ low, high }, 'ms', texts)})` : '';
      return { at: ms, label: `p${percentile} ${millis(ms)}${bounds}`, colour: palette.ink, dashed: true };
    });
  // Of one or two samples every percentile is the same: one mark says it.
  const distinct = measured.filter((mark, index) => mark.at !== measured[index + 1]?.at);
  const promised = latencyTargets(sla).map(({ percentile, target }) => ({
    at: target,
    label: texts.load.chart.sla(`p${percentile}`, millis(target)),
    colour: palette.bad,
    dashed: false,
  }));
  return [...distinct, ...promised];
}

/** How many requests took how long, with percentiles and the promises; null without a request that got a token. */
export function distribution(latency: LatencyRecord, sla: SlaRecord | null): Plan | null {
  if (latency.histogram.length === 0) return null;
  const tightest = latencyTargets(sla)[0]?.target ?? null;
  const rows = SHOWN.length + latencyTargets(sla).length;
  const height = (plot: number): number => plot + rows * MARK_ROW + 56;
  return {
    sizes: { wide: { width: 500, height: height(150) }, narrow: { width: 330, height: height(140) } },
    option: (canvas) => {
      const { palette, texts, width } = canvas;
      const bins = logBins(latency.histogram, width === 'wide' ? 64 : 40, tightest);
      const lines = marksOf(latency, sla, canvas);
      const places = [...bins.flatMap(({ from, to }) => [from, to]), ...lines.map(({ at }) => Math.max(at, 0.005))];
      const middle = Math.sqrt(Math.min(...places) * Math.max(...places));
      // Two samples must not fill the width: the axis spans a factor of three or more.
      const low = Math.min(Math.min(...places) / 1.04, middle / 1.75);
      const high = Math.max(Math.max(...places) * 1.04, middle * 1.75);
      const most = Math.max(...bins.map(({ count }) => count));
      const log = (ms: number): number => Math.log10(ms);
      const upright = fromZero(most, true);
      return {
        ...frame(canvas, { top: lines.length * MARK_ROW + 26, right: 16, bottom: 42, left: 48 }),
        xAxis: {
          ...axis(
            canvas,
            { min: log(low), max: log(high), ticks: logTicks(low, high, width === 'wide' ? 9 : 6).map(log) },
            (place) => millis(10 ** place).replace(/ ms$/, ''),
            'x',
          ),
          ...named(canvas, texts.load.chart.msLog, 'x'),
        },
        yAxis: {
          ...axis(canvas, upright, compact, 'y'),
          ...named(canvas, texts.load.chart.requests, 'y'),
        },
        series: [
          bars(
            bins.map(({ from, to, count }) => ({
              x: [log(from), log(to)],
              y: [0, count],
              fill: tightest !== null && from >= tightest * 0.9999 ? palette.bad : palette.accent,
            })),
            1,
          ),
          marks(
            lines.map((line) => ({ ...line, at: log(Math.max(line.at, 0.005)) })),
            { card: palette.card, fontSize: FONT_SIZE, labelWidth: (label) => label.length * 6.4 },
          ),
        ],
      };
    },
  };
}
