import type { CustomSeriesRenderItem } from 'echarts';

/** A filled rectangle in the coordinates of the axes. */
export interface Bar {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly fill: string;
  /** Only its outline is drawn. */
  readonly hollow?: boolean;
}

/** Rectangles with a thin gap between neighbours. */
export function bars(all: readonly Bar[], gap: number) {
  const renderItem: CustomSeriesRenderItem = (params, api) => {
    const { x, y, fill, hollow = false } = all[params.dataIndex]!;
    const [left, top] = api.coord([x[0], y[1]]);
    const [right, bottom] = api.coord([x[1], y[0]]);
    const width = Math.max(0.8, right! - left! - Math.min(gap, (right! - left!) / 3));
    return {
      type: 'rect',
      shape: { x: left!, y: top!, width, height: Math.max(0, bottom! - top!) },
      style: hollow ? { fill: 'none', stroke: fill, lineWidth: 1, lineDash: [3, 2] } : { fill },
    };
  };
  return { type: 'custom', clip: true, data: all.map(({ x, y }) => [x[0], y[1]]), renderItem };
}

/** A line across the plot at a value of the x axis, with its label in a row of its own above the plot. */
export interface Mark {
  readonly at: number;
  readonly label: string;
  readonly colour: string;
  readonly dashed: boolean;
}

/** Height of a row of labels above the plot, pixels. */
export const MARK_ROW = 17;

/**
 * Marks from the left to the right, each label one row below the one before and above the lines, so that none lies on
 * another. `labelWidth` tells how wide a label is, pixels: one that would leave the chart stands to the left of its line.
 */
export function marks(
  all: readonly Mark[],
  style: { readonly card: string; readonly font: string; readonly labelWidth: (label: string) => number },
) {
  const sorted = [...all].sort((a, b) => a.at - b.at);
  const placed = (params: Parameters<CustomSeriesRenderItem>[0], api: Parameters<CustomSeriesRenderItem>[1]) => {
    const mark = sorted[params.dataIndex]!;
    const area = params.coordSys as unknown as { x: number; y: number; width: number; height: number };
    const x = Math.round(api.coord([mark.at, 0])[0]!) + 0.5;
    const top = area.y - (sorted.length - params.dataIndex) * MARK_ROW + 4;
    return { mark, area, x, top };
  };
  const line: CustomSeriesRenderItem = (params, api) => {
    const { mark, area, x, top } = placed(params, api);
    const dash = mark.dashed ? { lineWidth: 1, lineDash: [2, 3] } : { lineWidth: 1.5 };
    const shape = { x1: x, y1: top - 6, x2: x, y2: area.y + area.height };
    return { type: 'line', shape, style: { stroke: mark.colour, ...dash } };
  };
  const label: CustomSeriesRenderItem = (params, api) => {
    const { mark, area, x, top } = placed(params, api);
    const flipped = x + 5 + style.labelWidth(mark.label) > area.x + area.width + 14;
    return {
      type: 'text',
      style: {
        x: flipped ? x - 5 : x + 5,
        y: top,
        text: mark.label,
        fill: mark.colour,
        font: style.font,
        align: flipped ? 'right' : 'left',
        verticalAlign: 'middle',
        stroke: style.card,
        lineWidth: 4,
      },
    };
  };
  const data = sorted.map(({ at }) => [at, 0]);
  const series = { type: 'custom', clip: false, data };
  return [
    { ...series, z: 4, renderItem: line },
    { ...series, z: 6, renderItem: label },
  ];
}
