import type { Texts } from '../texts.js';
import { cleanSvg } from './clean-svg.js';
import { init } from './library.js';
import { palettes, type Scheme } from './palette.js';
import type { ChartImage, Plan, Width } from './types.js';

function svgOf(plan: Plan, width: Width, scheme: Scheme, texts: Texts): string {
  const size = plan.sizes[width];
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: size.width, height: size.height });
  try {
    chart.setOption(plan.option({ size, width, palette: palettes[scheme], texts }));
    return cleanSvg(chart.renderToSVGString());
  } finally {
    chart.dispose();
  }
}

/** Draws a chart for both widths and colour schemes. The same plan gives the same bytes. */
export function drawChart(plan: Plan, texts: Texts): ChartImage {
  const uri = (width: Width, scheme: Scheme): string =>
    `data:image/svg+xml;base64,${Buffer.from(svgOf(plan, width, scheme, texts), 'utf8').toString('base64')}`;
  const both = (width: Width) => ({ light: uri(width, 'light'), dark: uri(width, 'dark') });
  return { sizes: plan.sizes, source: { wide: both('wide'), narrow: both('narrow') } };
}
