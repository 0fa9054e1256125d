import type { LimitRecord, StaircaseStep } from '../../records/load-types.js';
import { axis, FONT_SIZE, frame, fromZero, named } from './frame.js';
import type { Palette } from './palette.js';
import { type Bar, bars } from './shapes.js';
import type { Plan, Width } from './types.js';

const COLOUR: Readonly<Record<StaircaseStep['outcome'], keyof Palette>> = {
  held: 'accent',
  refused: 'bad',
  unknown: 'idle',
};
/** The sign of a round's outcome, below its bar. */
export const ROUND_SIGN: Readonly<Record<StaircaseStep['outcome'], string>> = { held: '✓', refused: '✕', unknown: '?' };

/** With more rounds than this their numbers would run into each other. */
const LABELLED: Readonly<Record<Width, number>> = { wide: 26, narrow: 14 };

/** The rounds that tried a level: without the lone requests between them. */
export function roundsOf({ staircase }: LimitRecord): readonly StaircaseStep[] {
  return staircase.filter(({ purpose }) => purpose !== 'sentinel');
}

/** The bar of a round: what was reached, and where it fell short, what was asked for in outline. */
function barsOf({ level, reached, outcome }: StaircaseStep, index: number, palette: Palette): Bar[] {
  const x = [index + 0.08, index + 0.92] as const;
  const fill = palette[COLOUR[outcome]];
  const asked: Bar[] = level > reached ? [{ x, y: [reached, level], fill, hollow: true }] : [];
  return [{ x, y: [0, reached], fill }, ...asked];
}

/** The level of every round of the search and how it ended; null without a round. */
export function staircase(limit: LimitRecord): Plan | null {
  const rounds = roundsOf(limit);
  if (rounds.length === 0) return null;
  const most = Math.max(...rounds.map(({ level, reached }) => Math.max(level, reached)));
  return {
    sizes: { wide: { width: 680, height: 300 }, narrow: { width: 330, height: 240 } },
    option: (canvas) => {
      const { palette, texts, width } = canvas;
      const { chart } = texts.load;
      const labelled = rounds.length <= LABELLED[width];
      const places = labelled ? rounds.map((_, index) => index + 0.5) : [];
      const value = limit.value;
      return {
        ...frame(canvas, {
          top: 30,
          right: value === null ? 16 : 16 + chart.limit(value).length * 7,
          bottom: labelled ? 42 : 28,
          left: 40,
        }),
        xAxis: {
          ...axis(
            canvas,
            { min: 0, max: rounds.length, ticks: places },
            (place) => ROUND_SIGN[rounds[Math.floor(place)]!.outcome],
            'x',
          ),
          ...(labelled ? {} : { axisLabel: { show: false } }),
          axisTick: { show: false },
          ...named(canvas, chart.rounds, 'x'),
          nameGap: labelled ? 26 : 12,
        },
        yAxis: {
          ...axis(canvas, fromZero(most * 1.05, true), String, 'y'),
          ...named(canvas, chart.inFlight, 'y'),
        },
        series: [
          bars(
            rounds.flatMap((round, index) => barsOf(round, index, palette)),
            0,
          ),
          {
            type: 'scatter',
            symbolSize: 0.01,
            data: labelled ? rounds.map(({ reached }, index) => [index + 0.5, reached]) : [],
            label: {
              show: true,
              position: 'top',
              distance: 3,
              color: palette.dim,
              fontSize: FONT_SIZE - 1,
              formatter: ({ dataIndex }: { readonly dataIndex: number }) => String(rounds[dataIndex]!.reached),
            },
            markLine: {
              silent: true,
              symbol: 'none',
              lineStyle: { color: palette.ink, width: 1, type: 'dashed' },
              label: { position: 'end', color: palette.ink, fontSize: FONT_SIZE, fontWeight: 600 },
              data: value === null ? [] : [{ yAxis: value, label: { formatter: chart.limit(value) } }],
            },
          },
        ],
      };
    },
  };
}
