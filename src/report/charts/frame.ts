import type { Texts } from '../texts.js';
import { linearTicks, timeTicks } from './ticks.js';
import type { Canvas } from './types.js';

// Without quotes: the library writes the name into an attribute as it is.
export const FONT = 'system-ui,-apple-system,Segoe UI,Roboto,Noto Sans,sans-serif';

/** Size of all text in a chart, pixels. */
export const FONT_SIZE = 12;

export interface Margins {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** What every chart shares: no motion, our font, room around the plot. */
export function frame({ palette }: Canvas, margins: Margins) {
  return {
    animation: false,
    textStyle: { fontFamily: FONT, fontSize: FONT_SIZE, color: palette.ink },
    grid: margins,
  };
}

/** An axis with ticks where we say. `values` are places on the axis; `label` says what stands there. */
export function axis(
  { palette }: Canvas,
  values: { readonly min: number; readonly max: number; readonly ticks: readonly number[] },
  label: (value: number) => string,
  kind: 'x' | 'y',
) {
  const rules = kind === 'y';
  return {
    type: 'value',
    min: values.min,
    max: values.max,
    axisLine: { show: !rules, onZero: false, lineStyle: { color: palette.dim } },
    axisTick: { show: !rules, customValues: values.ticks, length: 4, lineStyle: { color: palette.dim } },
    axisLabel: {
      customValues: values.ticks,
      color: palette.dim,
      fontSize: FONT_SIZE,
      hideOverlap: true,
      formatter: label,
    },
    splitLine: { show: rules, lineStyle: { color: palette.line } },
    minorTick: { show: false },
  };
}

/** The name of an axis: below the middle of the x axis, above the top of the y axis. */
export function named({ palette }: Canvas, name: string, kind: 'x' | 'y') {
  return {
    name,
    nameLocation: kind === 'x' ? 'middle' : 'end',
    nameGap: kind === 'x' ? 26 : 10,
    nameTextStyle: {
      color: palette.dim,
      fontSize: FONT_SIZE,
      align: kind === 'x' ? 'center' : 'left',
      padding: kind === 'x' ? 0 : [0, 0, 0, -46],
    },
  };
}

/** A y axis of counts or amounts from 0 to above `most`, with round ticks. */
export function fromZero(most: number, wholeNumbers: boolean) {
  const ticks = linearTicks(0, most, 5).filter((tick) => !wholeNumbers || Number.isInteger(tick));
  const step = (ticks[1] ?? 1) - (ticks[0] ?? 0);
  const last = ticks.at(-1) ?? 0;
  const max = last >= most ? last : last + step;
  return { min: 0, max: max > 0 ? max : 1, ticks: last >= most ? ticks : [...ticks, last + step] };
}

/** The time axis of a run, from its first measured request. */
export function timeAxis(canvas: Canvas, seconds: number) {
  const { stepSeconds, ticks } = timeTicks(seconds, canvas.width === 'wide' ? 6 : 4);
  return {
    ...axis(canvas, { min: 0, max: seconds, ticks }, (at) => timeText(at, stepSeconds, canvas.texts), 'x'),
    ...named(canvas, canvas.texts.load.chart.time, 'x'),
  };
}

/** A time in the unit of the axis it stands on. */
export function timeText(seconds: number, stepSeconds: number, { load }: Texts): string {
  if (stepSeconds % 3600 === 0) return load.chart.hours(seconds / 3600);
  return stepSeconds % 60 === 0 ? load.chart.minutes(seconds / 60) : load.chart.seconds(seconds);
}
