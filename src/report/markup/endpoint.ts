import { type EndpointView, type GroupView, isWholeEndpoint } from '../model.js';
import type { Page } from '../section.js';
import { type Html, html, value } from './tag.js';

/** The heading of an endpoint, its address beside it; nothing where the results do not name it. */
export function endpointHeading({ name, address }: EndpointView): Html | null {
  if (name === '') return null;
  return html`<h3 class="endpoint">${value(name)}${address === '' ? null : html` <span class="address">${value(address)}</span>`}</h3>`;
}

/** The heading of a group below that of its endpoint; nothing where it would say the same again. */
export function groupHeading(group: GroupView, endpoint: EndpointView, { texts }: Page): Html | null {
  if (isWholeEndpoint(group, endpoint)) return null;
  return html`<h4>${value(group.title === '' ? texts.rules.unlisted : group.title)}</h4>`;
}
