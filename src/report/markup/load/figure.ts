import type { ChartImage, ChartKind } from '../../charts/types.js';
import type { Texts } from '../../texts.js';
import { type Content, type Html, html } from '../tag.js';

/** The page's own limit for its narrow form, see the style. */
const NARROW = '(max-width:760px)';
const DARK = '(prefers-color-scheme:dark)';

/** A colour of a chart with its name. */
export interface Key {
  readonly style: 'accent' | 'second' | 'bad-fill' | 'idle' | 'thin';
  readonly name: string;
}

export interface Figure {
  readonly kind: ChartKind;
  /** What the chart shows, as a finding. */
  readonly heading: string;
  readonly note: string;
  /** What is drawn, for those who do not see it. */
  readonly alt: string;
  readonly keys: readonly Key[];
  /** The numbers of the chart. */
  readonly numbers: Content;
}

function picture({ sizes, source }: ChartImage, alt: string): Html {
  const { width, height } = sizes.wide;
  const narrow = (media: string, uri: string): Html =>
    html`<source media="${media}" srcset="${uri}" width="${sizes.narrow.width}" height="${sizes.narrow.height}">`;
  // Paper is always light and as wide as a screen.
  return html`<picture>${narrow(`screen and ${NARROW} and ${DARK}`, source.narrow.dark)}${narrow(`screen and ${NARROW}`, source.narrow.light)}<source media="screen and ${DARK}" srcset="${source.wide.dark}"><img src="${source.wide.light}" width="${width}" height="${height}" alt="${alt}"></picture>`;
}

/** The colours of a chart with their names. */
export function legend(keys: readonly Key[]): Html | null {
  if (keys.length === 0) return null;
  return html`<ul class="keys">${keys.map(({ style, name }) => html`<li><i class="key ${style}" aria-hidden="true"></i>${name}</li>`)}</ul>`;
}

/** A chart with its heading, its colours and its numbers; without an image the numbers stand open. */
export function drawFigure(figure: Figure, image: ChartImage | undefined, { load }: Texts): Html {
  const { kind, heading, note, alt, keys, numbers } = figure;
  const caption = html`<figcaption><b>${heading}</b>${note === '' ? null : html`<span>${note}</span>`}</figcaption>`;
  if (image === undefined) return html`<figure class="chart ${kind}">${caption}${numbers}</figure>`;
  return html`<figure class="chart ${kind}">${caption}${legend(keys)}${picture(image, load.chart.alt(alt))}
<details class="fold"><summary>${load.chart.numbers}</summary>${numbers}</details></figure>
`;
}
