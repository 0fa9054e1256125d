import type { Results } from '../../records/types.js';
import { buildModel } from '../model.js';
import { english, type Texts } from '../texts.js';
import { titleOf } from '../title.js';
import { element } from '../xml.js';

const COLOUR = { ok: '#2e7d32', warn: '#9a6700', bad: '#c62828' } as const;
const HEIGHT = 20;
const PADDING = 6;
/** About the width of a character of 11 px Verdana; the text is fitted into what this gives. */
const CHARACTER = 6.6;

/** A badge of the run's verdict as SVG, with the colour of the verdict and a text for those who do not see it. */
export function badge(results: Results, texts: Texts = english): string {
  const model = buildModel(results);
  const { judged, byStatus } = model.rules;
  const says = [
    texts.ci.verdict[results.verdict],
    ...(judged > 0 ? [texts.ci.rules(byStatus.passed, judged)] : []),
  ].join(', ');
  const colour = COLOUR[titleOf(model, texts).tone];
  const left = texts.product;
  const [leftWidth, rightWidth] = [left, says].map((text) => Math.round(text.length * CHARACTER) + 2 * PADDING);
  const width = leftWidth! + rightWidth!;
  const label = (x: number, room: number, text: string) =>
    element('text', { x: x + room / 2, y: 14, textLength: room - 2 * PADDING, lengthAdjust: 'spacingAndGlyphs' }, text);
  const shapes = [
    element('title', {}, `${left}: ${says}`),
    element('rect', { width, height: HEIGHT, rx: 3, fill: '#455a64' }),
    element('path', {
      d: `M${leftWidth} 0h${rightWidth! - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H${leftWidth}z`,
      fill: colour,
    }),
    element(
      'g',
      {
        fill: '#fff',
        'text-anchor': 'middle',
        'font-family': 'Verdana,Geneva,DejaVu Sans,sans-serif',
        'font-size': 11,
      },
      label(0, leftWidth!, left) + label(leftWidth!, rightWidth!, says),
    ),
  ];
  const svg = element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width, height: HEIGHT, role: 'img', 'aria-label': `${left}: ${says}` },
    shapes.join(''),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svg}\n`;
}
