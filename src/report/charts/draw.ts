import type { Texts } from '../texts.js';
import { palettes, type Scheme } from './palette.js';
import { svgOf } from './svg.js';
import type { ChartImage, Plan, Width } from './types.js';

/** Draws a chart for both widths and colour schemes. The same plan gives the same bytes. */
export function drawChart(plan: Plan, texts: Texts): ChartImage {
  const uri = (width: Width, scheme: Scheme): string => {
    const svg = svgOf(plan, { size: plan.sizes[width], width, palette: palettes[scheme], texts });
    return `data:image/svg+xml;base64,${Buffer.from(svg, 'utf8').toString('base64')}`;
  };
  const both = (width: Width) => ({ light: uri(width, 'light'), dark: uri(width, 'dark') });
  return { sizes: plan.sizes, source: { wide: both('wide'), narrow: both('narrow') } };
}
