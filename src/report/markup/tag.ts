import { escapeHtml } from '../escape.js';

/** A part of finished markup. Only {@link html} and {@link trusted} make one, so text cannot pass for markup. */
export class Html {
  constructor(readonly markup: string) {}
}

export type Content = Html | string | number | null | readonly Content[];

function render(content: Content): string {
  if (content === null) return '';
  if (content instanceof Html) return content.markup;
  if (typeof content === 'string' || typeof content === 'number') return escapeHtml(String(content));
  return content.map(render).join('');
}

/** Markup with values set in: strings and numbers are escaped, markup and lists of it go in as they are. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(parts.map((part, index) => part + render(values[index] ?? null)).join(''));
}

/** Markup of our own that is kept as text elsewhere: the style and the script. Never for anything from outside. */
export function trusted(markup: string): Html {
  return new Html(markup);
}

/** A list of parts with a separator between them. */
export function joined(parts: readonly Content[], separator: Content): Content[] {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part]));
}

/** Text from outside, set apart so that its direction of writing does not reorder what stands around it. */
export function value(text: string): Html {
  return html`<bdi>${text}</bdi>`;
}
