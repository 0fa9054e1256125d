import type { EndpointView } from '../model.js';
import { type Html, html, value } from './tag.js';

/** The heading of an endpoint, its address beside it; nothing where the results do not name it. */
export function endpointHeading({ name, address }: EndpointView): Html | null {
  if (name === '') return null;
  return html`<h3 class="endpoint">${value(name)}${address === '' ? null : html` <span class="address">${value(address)}</span>`}</h3>`;
}
