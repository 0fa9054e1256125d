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
 * Marks from the left to the right, each label one row below the one before, so that none lies on another. `area` is the
 * plot in pixels, `labelWidth` how wide a label is.
 */
export function marks(
  all: readonly Mark[],
  style: { readonly card: string; readonly fontSize: number; readonly labelWidth: (label: string) => number },
) {
  const sorted = [...all].sort((a, b) => a.at - b.at);
  const renderItem: CustomSeriesRenderItem = (params, api) => {
    const { at, label, colour, dashed } = sorted[params.dataIndex]!;
    const area = params.coordSys as unknown as { x: number; y: number; width: number; height: number };
    const x = Math.round(api.coord([at, 0])[0]!) + 0.5;
    const top = area.y - (sorted.length - params.dataIndex) * MARK_ROW + 4;
    const flipped = x + 5 + style.labelWidth(label) > area.x + area.width + 12;
    return {
      type: 'group',
      children: [
        {
          type: 'line',
          shape: { x1: x, y1: top - 6, x2: x, y2: area.y + area.height },
          style: { stroke: colour, lineWidth: dashed ? 1 : 1.5, ...(dashed ? { lineDash: [2, 3] } : {}) },
        },
        {
          type: 'text',
          style: {
            x: flipped ? x - 5 : x + 5,
            y: top,
            text: label,
            fill: colour,
            fontSize: style.fontSize,
            align: flipped ? 'right' : 'left',
            verticalAlign: 'middle',
            stroke: style.card,
            lineWidth: 3,
          },
        },
      ],
    };
  };
  return { type: 'custom', clip: false, z: 5, data: sorted.map(({ at }) => [at, 0]), renderItem };
}
