import type { AnyNode, Document, Element } from 'domhandler';

type Cheerio = typeof import('cheerio');
let cheerio: Cheerio | undefined;

/** Loads the parser; it takes memory, so only scripts that read HTML have it. */
export async function loadHtml(): Promise<void> {
  cheerio ??= await import('cheerio');
}

/** Whether a script may read HTML, by its code. */
export function readsHtml(code: string): boolean {
  return /\b(?:parseHTML|submitForm|clickLink)\b|(?<![./<]|doctype )\bhtml\b|\.html\b(?!["'`])/i.test(code);
}

/** A page as k6's `parseHTML` and `res.html()` give it. */
export function parseHtml(text: string, url: string): Selection {
  if (cheerio === undefined)
    throw new Error('html() was reached in a way that cannot be seen; call it by its name, or run with --engine k6');
  const $ = cheerio.load(text);
  return new Selection($, $.root() as unknown as Found, url, undefined);
}

type Api = import('cheerio').CheerioAPI;
type Found = import('cheerio').Cheerio<AnyNode>;
type Matcher = string | Selection | HtmlElement | ((index: number, element: HtmlElement) => unknown);

/** Elements of a page, and what can be asked of them, as in k6. */
export class Selection {
  readonly #$: Api;
  readonly #found: Found;
  readonly #before: Selection | undefined;
  readonly url: string;

  constructor($: Api, found: Found, url: string, before: Selection | undefined) {
    this.#$ = $;
    this.#found = found;
    this.url = url;
    this.#before = before;
  }

  #made(found: Found): Selection {
    return new Selection(this.#$, found, this.url, this);
  }

  /** Selectors that are none select nothing. */
  #select(way: (found: Found, by: never) => unknown, given: Matcher | undefined, optional = false): Selection {
    if (given === undefined || given === null) {
      if (optional) return this.#made(way(this.#found, undefined as never) as Found);
      throw new TypeError(`invalid argument, cannot use ${String(given)} as a selector`);
    }
    if (given === '') return this.#made(this.#$([]) as unknown as Found);
    try {
      return this.#made(way(this.#found, this.#by(given) as never) as Found);
    } catch (error) {
      if (typeof given === 'string') return this.#made(this.#$([]) as unknown as Found);
      throw error;
    }
  }

  #by(given: Matcher): unknown {
    if (given instanceof Selection) return given.#found;
    if (given instanceof HtmlElement) return HtmlElement.nodeOf(given);
    if (typeof given !== 'function') return cssOf(given);
    const elements = this.toElements();
    return (index: number) => Boolean(given(index, elements[index]!));
  }

  toElements(): HtmlElement[] {
    return this.#found.toArray().map((node) => new HtmlElement(this.#$, node, this.url));
  }

  find(by: Matcher): Selection {
    return this.#select((found, css) => found.find(css), by);
  }
  filter(by: Matcher): Selection {
    return this.#select((found, css) => found.filter(css), by);
  }
  not(by: Matcher): Selection {
    return this.#select((found, css) => found.not(css), by);
  }
  has(by: Matcher): Selection {
    return this.#select((found, css) => found.has(css), by);
  }
  closest(by: Matcher): Selection {
    return this.#select((found, css) => found.closest(css), by);
  }
  add(by: Matcher): Selection {
    return this.#select((found, css) => found.add(css), by);
  }
  children(by?: Matcher): Selection {
    return this.#select((found, css) => found.children(css), by, true);
  }
  parent(by?: Matcher): Selection {
    return this.#select((found, css) => found.parent(css), by, true);
  }
  parents(by?: Matcher): Selection {
    return this.#select((found, css) => found.parents(css), by, true);
  }
  parentsUntil(until?: Matcher, by?: string): Selection {
    return this.#select((found, css) => found.parentsUntil(css, by), until, true);
  }
  siblings(by?: Matcher): Selection {
    return this.#select((found, css) => found.siblings(css), by, true);
  }
  next(by?: Matcher): Selection {
    return this.#select((found, css) => found.next(css), by, true);
  }
  nextAll(by?: Matcher): Selection {
    return this.#select((found, css) => found.nextAll(css), by, true);
  }
  nextUntil(until?: Matcher, by?: string): Selection {
    return this.#select((found, css) => found.nextUntil(css, by), until, true);
  }
  prev(by?: Matcher): Selection {
    return this.#select((found, css) => found.prev(css), by, true);
  }
  prevAll(by?: Matcher): Selection {
    return this.#select((found, css) => found.prevAll(css), by, true);
  }
  prevUntil(until?: Matcher, by?: string): Selection {
    return this.#select((found, css) => found.prevUntil(css, by), until, true);
  }
  contents(): Selection {
    return this.#made(this.#found.contents() as unknown as Found);
  }
  first(): Selection {
    return this.#made(this.#found.first());
  }
  last(): Selection {
    return this.#made(this.#found.last());
  }
  eq(index: number): Selection {
    return this.#made(this.#found.eq(index));
  }
  slice(start: number, end?: number): Selection {
    return this.#made(this.#found.slice(start, end));
  }
  end(): Selection {
    return this.#before ?? this.#made(this.#$([]) as unknown as Found);
  }

  size(): number {
    return this.#found.length;
  }
  is(by: Matcher): boolean {
    return this.filter(by).size() > 0;
  }
  index(by?: string | Selection): number {
    if (by === undefined) return this.#found.index();
    return this.#found.index((by instanceof Selection ? by.#found : by) as never);
  }
  text(): string {
    return this.#found.toArray().map(textOf).join('');
  }
  /** What stands in the first one; empty when there is none. */
  html(): string {
    const [node] = this.#found.toArray();
    if (node === undefined) return '';
    return this.#$(node as Document).html() ?? '';
  }
  attr(name: string, otherwise?: string): string | undefined {
    return this.#found.attr(name) ?? otherwise;
  }
  val(): string | string[] | undefined {
    const [node] = this.#found.toArray();
    return node === undefined ? undefined : fieldValue(this.#$, node as Element);
  }
  data(name?: string): unknown {
    const attributes = (this.#found.get(0) as Element | undefined)?.attribs ?? {};
    if (name !== undefined) return dataValue(attributes[`data-${dashed(name)}`]);
    return Object.fromEntries(
      Object.entries(attributes)
        .filter(([key]) => key.startsWith('data-'))
        .map(([key, value]) => [
          key.slice(5).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
          dataValue(value),
        ]),
    );
  }
  get(index: number): HtmlElement | undefined {
    return this.toElements().at(index);
  }
  toArray(): Selection[] {
    return this.#found.toArray().map((node) => this.#made(this.#$(node) as unknown as Found));
  }
  each(call: (index: number, element: HtmlElement) => unknown): Selection {
    this.toElements().forEach((element, index) => {
      call(index, element);
    });
    return this;
  }
  map<Result>(call: (index: number, selection: Selection) => Result): Result[] {
    return this.toArray().map((selection, index) => call(index, selection));
  }

  /** The fields of a form with their values. */
  serializeArray(): { name: string; value: string | string[] | undefined }[] {
    const fields = 'input, select, textarea, keygen';
    const controls = this.#found.find(fields).addBack(fields).toArray() as Element[];
    return controls.filter(isSent).map((node) => ({ name: node.attribs.name!, value: fieldValue(this.#$, node) }));
  }
  serializeObject(): Record<string, unknown> {
    return Object.fromEntries(this.serializeArray().map(({ name, value }) => [name, value]));
  }
  serialize(): string {
    return this.serializeArray()
      .flatMap(({ name, value }) => [value ?? ''].flat().map((one) => [name, one] as const))
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map((pair) => new URLSearchParams([pair as [string, string]]).toString())
      .join('&');
  }

  toJSON(): object {
    return { url: this.url };
  }
}

/** One element, as `get` and `each` give it. */
export class HtmlElement {
  readonly #$: Api;
  readonly #node: AnyNode;
  readonly #url: string;

  constructor($: Api, node: AnyNode, url: string) {
    this.#$ = $;
    this.#node = node;
    this.#url = url;
  }

  static nodeOf(element: HtmlElement): AnyNode {
    return element.#node;
  }

  #made(node: AnyNode | null | undefined): HtmlElement | undefined {
    return node === null || node === undefined ? undefined : new HtmlElement(this.#$, node, this.#url);
  }
  get #attributes(): Record<string, string> {
    return (this.#node as Element).attribs ?? {};
  }
  get #nodes(): AnyNode[] {
    return (this.#node as Element).childNodes ?? [];
  }
  get #elements(): AnyNode[] {
    return this.#nodes.filter(({ nodeType }) => nodeType === 1);
  }

  selection(): Selection {
    return new Selection(this.#$, this.#$(this.#node) as unknown as Found, this.#url, undefined);
  }
  nodeName(): string {
    return this.#node.nodeType === 1
      ? (this.#node as Element).name
      : ({ 3: '#text', 8: '#comment', 9: '#document' }[this.#node.nodeType as number] ?? '');
  }
  nodeType(): number {
    return this.#node.nodeType;
  }
  nodeValue(): string | undefined {
    return 'data' in this.#node ? this.#node.data : undefined;
  }
  textContent(): string {
    return textOf(this.#node);
  }
  innerHTML(): string {
    return this.selection().html();
  }
  id(): string {
    return this.#attributes.id ?? '';
  }
  className(): string {
    return this.#attributes.class ?? '';
  }
  classList(): string[] {
    return this.className().split(/\s+/).filter(Boolean);
  }
  lang(): string {
    return this.#attributes.lang ?? '';
  }
  getAttribute(name: string): string | undefined {
    return this.#attributes[name];
  }
  hasAttribute(name: string): boolean {
    return Object.hasOwn(this.#attributes, name);
  }
  hasAttributes(): boolean {
    return Object.keys(this.#attributes).length > 0;
  }
  attributes(): Record<string, { name: string; value: string }> {
    return Object.fromEntries(Object.entries(this.#attributes).map(([name, value]) => [name, { name, value }]));
  }
  /** The whole address, where that of the page is known. */
  href(): string {
    const { href = '' } = this.#attributes;
    return URL.canParse(href, this.#url) ? new URL(href, this.#url).href : href;
  }
  src(): string {
    return this.#attributes.src ?? '';
  }
  name(): string {
    return this.#attributes.name ?? '';
  }
  type(): string {
    return this.#attributes.type ?? '';
  }
  value(): string | string[] | undefined {
    return this.selection().val();
  }
  children(): HtmlElement[] {
    return this.#elements.map((node) => this.#made(node)!);
  }
  childNodes(): HtmlElement[] {
    return this.#nodes.map((node) => this.#made(node)!);
  }
  childElementCount(): number {
    return this.#elements.length;
  }
  hasChildNodes(): boolean {
    return this.#nodes.length > 0;
  }
  firstChild(): HtmlElement | undefined {
    return this.#made(this.#nodes[0]);
  }
  lastChild(): HtmlElement | undefined {
    return this.#made(this.#nodes.at(-1));
  }
  firstElementChild(): HtmlElement | undefined {
    return this.#made(this.#elements[0]);
  }
  lastElementChild(): HtmlElement | undefined {
    return this.#made(this.#elements.at(-1));
  }
  nextSibling(): HtmlElement | undefined {
    return this.#made(this.#node.nextSibling);
  }
  previousSibling(): HtmlElement | undefined {
    return this.#made(this.#node.previousSibling);
  }
  nextElementSibling(): HtmlElement | undefined {
    return this.selection().next().get(0);
  }
  previousElementSibling(): HtmlElement | undefined {
    return this.selection().prev().get(0);
  }
  parentElement(): HtmlElement | undefined {
    return this.selection().parent().get(0);
  }
  parentNode(): HtmlElement | undefined {
    return this.#made(this.#node.parentNode);
  }
  matches(by: string): boolean {
    return this.selection().is(by);
  }
  contains(other: HtmlElement): boolean {
    return this.selection().find(other).size() > 0;
  }
  querySelector(by: string): HtmlElement | undefined {
    return this.selection().find(by).get(0);
  }
  querySelectorAll(by: string): HtmlElement[] {
    return this.selection().find(by).toElements();
  }
  getElementsByTagName(name: string): HtmlElement[] {
    return this.querySelectorAll(name);
  }
  getElementsByClassName(name: string): HtmlElement[] {
    return this.querySelectorAll(
      name
        .trim()
        .split(/\s+/)
        .map((each) => `.${each}`)
        .join(''),
    );
  }
}

/** jQuery's own additions to CSS select nothing in k6. */
function cssOf(selector: string): string {
  if (/:(first|last|eq|gt|lt|even|odd|button|input|header)\b(?!-)/.test(selector)) throw new Error('no CSS');
  return selector;
}

function textOf(node: AnyNode): string {
  if (node.nodeType === 3) return (node as unknown as { data: string }).data;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

function fieldValue($: Api, node: Element): string | string[] | undefined {
  switch (node.name) {
    case 'input':
      return node.attribs.value ?? (/^(checkbox|radio)$/.test(node.attribs.type ?? '') ? 'on' : '');
    case 'button':
      return node.attribs.value ?? '';
    case 'option':
      return node.attribs.value ?? textOf(node);
    case 'textarea':
      return textOf(node);
    case 'select': {
      const options = $(node).find('option').toArray();
      const chosen = options
        .filter(({ attribs }) => attribs.selected !== undefined)
        .map((one) => fieldValue($, one) as string);
      if (node.attribs.multiple !== undefined) return chosen;
      return chosen.at(-1) ?? (options[0] === undefined ? undefined : (fieldValue($, options[0]) as string));
    }
    default:
      return undefined;
  }
}

/** Whether a field of a form is part of what it sends; as in k6 it is chosen or disabled only where the attribute is written out. */
function isSent({ name, attribs }: Element): boolean {
  if ((attribs.name ?? '') === '' || attribs.disabled === 'disabled') return false;
  const type = attribs.type ?? '';
  if (name === 'button') return false;
  if (name !== 'input') return true;
  return (
    !/^(submit|button|reset|image|file)$/.test(type) &&
    !(/^(checkbox|radio)$/.test(type) && attribs.checked !== 'checked')
  );
}

function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The value of a `data-` attribute: JSON where it is some. */
function dataValue(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
