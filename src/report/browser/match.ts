/** What a reader looks for; empty texts ask for nothing. */
export interface Filter {
  readonly text: string;
  /** A state that an entry must have, e.g. `failed`. */
  readonly state: string;
  /** A group of rules, or an endpoint with all of its groups (`get-token/`). */
  readonly group: string;
}

/** What the fragment of the page's address holds. */
export interface Place {
  readonly filter: Filter;
  /** The anchor that it leads to; empty for none. */
  readonly at: string;
}

/** What an entry of the page is found by. */
export interface Entry {
  /** In lower case. */
  readonly text: string;
  readonly states: readonly string[];
  /** `endpoint/group`; empty where it belongs to none. */
  readonly group: string;
}

/** Asks for nothing. */
export const everything: Filter = { text: '', state: '', group: '' };

/** Whether a filter asks for anything. */
export function asks({ text, state, group }: Filter): boolean {
  return text.trim() !== '' || state !== '' || group !== '';
}

/** Reads `#anchor` and `#?q=…&state=…&group=…&at=anchor`; whatever it does not know asks for nothing. */
export function readFragment(hash: string): Place {
  const fragment = hash.replace(/^#/, '');
  if (!fragment.startsWith('?')) return { filter: everything, at: decoded(fragment) };
  const fields = new URLSearchParams(fragment.slice(1));
  const of = (name: string): string => fields.get(name) ?? '';
  return { filter: { text: of('q'), state: of('state'), group: of('group') }, at: of('at') };
}

/** The fragment of a place; reading it gives the place again. */
export function writeFragment({ filter, at }: Place): string {
  if (!asks(filter)) return at === '' ? '' : `#${encodeURIComponent(at)}`;
  const fields = new URLSearchParams();
  const given = { q: filter.text.trim(), state: filter.state, group: filter.group, at };
  for (const [name, value] of Object.entries(given)) if (value !== '') fields.set(name, value);
  return `#?${fields}`;
}

/** Whether an entry is what a filter asks for: it has every word of the text, the state, and is of the group. */
export function matches({ text, states, group }: Entry, filter: Filter): boolean {
  const words = filter.text.toLowerCase().split(/\s+/);
  if (!words.every((word) => text.includes(word))) return false;
  if (filter.state !== '' && !states.includes(filter.state)) return false;
  return filter.group.endsWith('/') ? group.startsWith(filter.group) : filter.group === '' || group === filter.group;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
