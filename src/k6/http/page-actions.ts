import { urlEncoded } from './form.js';
import type { Selection } from './html.js';

/** A request that a page leads to. */
export interface PageRequest {
  readonly method: string;
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>> | undefined;
  readonly params: Readonly<Record<string, unknown>> | undefined;
}

export interface FormChoice {
  readonly formSelector?: string;
  readonly submitSelector?: string;
  /** Values that replace those of the page, by name. */
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly params?: Readonly<Record<string, unknown>>;
}

export interface LinkChoice {
  readonly selector?: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** What `res.submitForm()` sends: the fields of every form that is selected, and the first of its submit buttons. Throws where there is no form. */
export function formRequest(page: Selection, given: FormChoice | null | undefined): PageRequest {
  const { formSelector = 'form', submitSelector = '[type="submit"]', fields = {}, params } = given ?? noChoice();
  const form = page.find(formSelector);
  if (form.size() === 0) throw new Error(`no form found for selector '${formSelector}' in response '${page.url}'`);
  const method = (form.attr('method') ?? 'GET').toUpperCase();
  // Several values of one field go out as one text, as k6 prints them.
  const values = Object.fromEntries(
    Object.entries(form.serializeObject()).map(([name, value]) => [
      name,
      Array.isArray(value) ? `[${value.join(' ')}]` : value,
    ]),
  );
  const button = form.find(submitSelector);
  const name = button.attr('name');
  const value = button.val();
  if (name !== undefined && value !== undefined) values[name] = value;
  Object.assign(values, fields);
  const url = new URL(form.attr('action') ?? page.url, page.url);
  if (method !== 'GET') return { method, url: url.href, body: values, params };
  url.search = String(urlEncoded(values).payload);
  return { method, url: url.href, body: undefined, params };
}

/** What `res.clickLink()` sends. Throws where there is no link. */
export function linkRequest(page: Selection, given: LinkChoice | null | undefined): PageRequest {
  const { selector = 'a[href]', params } = given ?? noChoice();
  const link = page.find(selector);
  if (link.size() === 0) throw new Error(`no element found for selector '${selector}' in response '${page.url}'`);
  const href = link.first().attr('href');
  if (href === undefined)
    throw new Error(`no valid href attribute value found on element '${selector}' in response '${page.url}'`);
  return { method: 'GET', url: new URL(href, page.url).href, body: undefined, params };
}

function noChoice(): never {
  throw new TypeError('Cannot convert undefined or null to object');
}
