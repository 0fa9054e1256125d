import type { EChartsCoreOption } from 'echarts';
import type { Texts } from '../texts.js';
import type { Palette, Scheme } from './palette.js';

/** How wide the page shows a chart. */
export type Width = 'wide' | 'narrow';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a chart is drawn with. */
export interface Canvas {
  readonly size: Size;
  readonly width: Width;
  readonly palette: Palette;
  readonly texts: Texts;
}

/** A chart that is not drawn yet: its sizes, and its option for a canvas. */
export interface Plan {
  readonly sizes: Readonly<Record<Width, Size>>;
  readonly option: (canvas: Canvas) => EChartsCoreOption;
}

export const CHART_KINDS = ['distribution', 'percentiles', 'outcomes', 'shares', 'staircase'] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

/** A finished chart: `data:` addresses of SVG images for both widths and colour schemes. */
export interface ChartImage {
  readonly sizes: Readonly<Record<Width, Size>>;
  readonly source: Readonly<Record<Width, Readonly<Record<Scheme, string>>>>;
}

/** The charts of one load run. */
export type ChartImages = Readonly<Partial<Record<ChartKind, ChartImage>>>;
