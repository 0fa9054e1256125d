// Comfort where scripts run; the page says everything without it. Filters the whole page, keeps the filter in the address, opens what
// a link leads to, copies request lines, and opens what goes to paper.
import { asks, everything, type Filter, matches, readFragment, writeFragment } from './match.js';

const find = <Kind extends Element>(selector: string): Kind[] => [...document.querySelectorAll<Kind>(selector)];

/** Opens everything around an element, and itself where it opens. */
function reveal(element: Element): void {
  for (let at: Element | null = element; at !== null; at = at.parentElement)
    if (at instanceof HTMLDetailsElement) at.open = true;
}

interface Item {
  readonly element: HTMLElement;
  /** The item around it, e.g. the rule of a scenario. */
  readonly around: HTMLElement | null;
  readonly states: readonly string[];
  readonly group: string;
  text: string | undefined;
}

const items: Item[] = find<HTMLElement>('[data-state]').map((element) => {
  const around = element.parentElement?.closest<HTMLElement>('[data-state]') ?? null;
  const group = element.closest<HTMLElement>('[data-group]')?.dataset.group ?? '';
  return { element, around, states: (element.dataset.state ?? '').split(' '), group, text: undefined };
});
const holding = new Set(items.map(({ around }) => around));
const leaves = items.filter(({ element }) => !holding.has(element));
/** What is shown as long as something in it is: rules with their scenarios, groups, sections. */
const boxes = [
  ...items.map(({ element }) => element).filter((one) => holding.has(one)),
  ...find<HTMLElement>('[data-box]'),
];
const openedByFilter = new Set<HTMLDetailsElement>();

function textOf(item: Item): string {
  const head = item.around?.querySelector('summary')?.textContent ?? '';
  item.text ??= `${item.element.textContent} ${head}`.toLowerCase();
  return item.text;
}

function apply(filter: Filter): void {
  const active = asks(filter);
  const shown = new Set<Element>();
  let cases = 0;
  for (const item of leaves) {
    const found = !active || matches({ text: textOf(item), states: item.states, group: item.group }, filter);
    item.element.hidden = !found;
    if (!found) continue;
    if ('case' in item.element.dataset) cases += 1;
    if (!active) continue;
    for (let at = item.element.parentElement; at !== null && !shown.has(at); at = at.parentElement) shown.add(at);
  }
  for (const box of boxes) {
    const has = shown.has(box);
    const told = () => matches({ text: (box.textContent ?? '').toLowerCase(), states: [], group: '' }, filter);
    // Without entries of its own, a section is found by its text.
    box.hidden = active && !has && (box.querySelector('[data-state]') !== null || !told());
    const details = box instanceof HTMLDetailsElement ? box : box.querySelector<HTMLDetailsElement>(':scope > details');
    if (details === null) continue;
    if (active && has && !details.open) {
      details.open = true;
      openedByFilter.add(details);
    } else if (!active && openedByFilter.delete(details)) details.open = false;
  }
  const { found } = bar ?? {};
  if (found !== undefined) found.textContent = active ? (found.dataset.text ?? '').replace('{}', String(cases)) : '';
}

interface Bar {
  readonly text: HTMLInputElement;
  readonly state: HTMLSelectElement;
  readonly group: HTMLSelectElement;
  readonly found: HTMLElement;
  readonly clear: HTMLButtonElement;
}

function openBar(): Bar | undefined {
  const filter = document.querySelector<HTMLElement>('.filter');
  if (filter === null) return undefined;
  filter.hidden = false;
  const [text, state, group, found, clear] = ['input', '.by-state', '.by-group', '.found', 'button'].map((selector) =>
    filter.querySelector(selector),
  ) as [HTMLInputElement, HTMLSelectElement, HTMLSelectElement, HTMLElement, HTMLButtonElement];
  return { text, state, group, found, clear };
}

const bar = openBar();

function asked(): Filter {
  return bar === undefined ? everything : { text: bar.text.value, state: bar.state.value, group: bar.group.value };
}

function show(filter: Filter): void {
  if (bar === undefined) return;
  bar.text.value = filter.text;
  bar.state.value = filter.state;
  bar.group.value = filter.group;
  bar.clear.hidden = !asks(filter);
  apply(filter);
}

/** Follows the address: its filter, then its anchor, for which a filter that hides it gives way. */
function follow(): void {
  const place = readFragment(location.hash);
  // An anchor alone keeps the filter that stands.
  const filter = location.hash.startsWith('#?') || place.at === '' ? place.filter : asked();
  show(filter);
  const target = place.at === '' ? null : document.getElementById(place.at);
  if (target === null) return;
  if (target.closest('[hidden]') !== null) show(everything);
  history.replaceState(null, '', writeFragment({ filter: asked(), at: place.at }));
  reveal(target);
  target.scrollIntoView();
}

function changed(): void {
  const filter = asked();
  if (bar !== undefined) bar.clear.hidden = !asks(filter);
  apply(filter);
  history.replaceState(null, '', writeFragment({ filter, at: '' }) || location.pathname + location.search);
}

addEventListener('hashchange', follow);
if (bar !== undefined) {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  bar.text.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(changed, 120);
  });
  bar.state.addEventListener('change', changed);
  bar.group.addEventListener('change', changed);
  bar.clear.addEventListener('click', () => {
    show(everything);
    changed();
    bar.text.focus();
  });
  addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    bar.text.focus();
  });
}
const jump = document.querySelector<HTMLDetailsElement>('.jump');
document.addEventListener('click', ({ target }) => {
  if (jump === null || !(target instanceof Element)) return;
  // A link leads where it leads once more, though the address stays the same.
  const link = target.closest<HTMLAnchorElement>('a[href^="#"]');
  if (link !== null && link.hash === location.hash) follow();
  if (link !== null || target.closest('.jump') === null) jump.open = false;
});
follow();

const { copy = '', copied = '' } = document.body.dataset;
for (const line of navigator.clipboard === undefined ? [] : find<HTMLElement>('pre.command')) {
  const text = line.textContent ?? '';
  const button = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'copy',
    textContent: copy,
  });
  button.addEventListener('click', () => {
    void navigator.clipboard.writeText(text).then(
      () => {
        button.textContent = copied;
      },
      () => getSelection()?.selectAllChildren(line),
    );
  });
  line.before(button);
}

// Where the style alone cannot open what goes to paper.
const openedForPaper = new Set<HTMLDetailsElement>();
addEventListener('beforeprint', () => {
  for (const one of find<HTMLDetailsElement>('details.part-fold, details.cause, details.about, details.group')) {
    if (one.open) continue;
    one.open = true;
    openedForPaper.add(one);
  }
});
addEventListener('afterprint', () => {
  for (const one of openedForPaper) one.open = false;
  openedForPaper.clear();
});
