import { cleanSvg } from './clean-svg.js';
import { init } from './library.js';
import type { Canvas, Plan } from './types.js';

/** The SVG of a chart. The same plan and canvas give the same bytes. */
export function svgOf(plan: Plan, canvas: Canvas): string {
  const { width, height } = canvas.size;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(plan.option(canvas));
    return cleanSvg(chart.renderToSVGString());
  } finally {
    chart.dispose();
  }
}
