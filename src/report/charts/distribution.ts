import type { LatencyRecord, SlaRecord } from '../../records/load-types.js';
import { compact, millis } from '../format.js';
import { boundsText } from '../load/interval.js';
import { logBins } from './bins.js';
import { axis, FONT, FONT_SIZE, frame, fromZero, named } from './frame.js';
import { bars, MARK_ROW, type Mark, marks } from './shapes.js';
import { latencyTargets, type Promised } from './targets.js';
import { logTicks } from './ticks.js';
import type { Canvas, Plan } from './types.js';

const SHOWN = [50, 95, 99];
/** The left end of what a logarithmic axis can show, milliseconds. */
const LEAST_MS = 0.005;

function marksOf(latency: LatencyRecord, sla: SlaRecord | null, canvas: Canvas): Mark[] {
  const { palette, texts, width } = canvas;
  const measured = latency.percentiles
    .filter(({ percentile }) => SHOWN.includes(percentile))
    .map(({ percentile, ms, low, high }) => {
      const known = width === 'wide' && (low !== null || high !== null);
      const bounds = known ? ` (${boundsText({ low, high }, texts)})` : '';
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

/** Where the axis runs: around all values, and at least a factor of three, so that two samples do not fill the width. */
function extent(values: readonly number[]) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const middle = Math.sqrt(least * most);
  return { low: Math.min(least / 1.06, middle / 1.75), high: Math.max(most * 1.06, middle * 1.75) };
}

/** Height of the chart in pixels: a plot, and a row for the label of each percentile and each promise. */
export function distributionHeight(sla: Promised | null): number {
  return 206 + (SHOWN.length + latencyTargets(sla).length) * MARK_ROW;
}

/** How many requests took how long, with percentiles and the promises; null without a request that got a token. */
export function distribution(latency: LatencyRecord, sla: SlaRecord | null): Plan | null {
  if (latency.histogram.length === 0) return null;
  const tightest = latencyTargets(sla)[0]?.target ?? null;
  return {
    sizes: {
      wide: { width: 500, height: distributionHeight(sla) },
      narrow: { width: 330, height: distributionHeight(sla) },
    },
    option: (canvas) => {
      const { palette, texts, width } = canvas;
      const lines = marksOf(latency, sla, canvas).map((line) => ({ ...line, at: Math.max(line.at, LEAST_MS) }));
      const { low, high } = extent([
        ...latency.histogram.flatMap(({ from, to }) => [Math.max(from, LEAST_MS), Math.max(to, LEAST_MS)]),
        ...lines.map(({ at }) => at),
      ]);
      const bins = logBins(latency.histogram, (high / low) ** (1 / (width === 'wide' ? 72 : 44)), tightest);
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
          ...marks(
            lines.map((line) => ({ ...line, at: log(line.at) })),
            { card: palette.card, font: `${FONT_SIZE}px ${FONT}`, labelWidth: (label) => label.length * 6.6 },
          ),
        ],
      };
    },
  };
}
