/** Texts that stand for `{name}` in a client file. */
export type Known = Readonly<Record<string, string>>;

const PLACEHOLDER = /\{([a-z_][a-z_0-9]*(?:\.[\w.-]+)?)\}/gi;

/** The text with what is known in the place of each `{name}`; what is not known stays as it stands. */
export function fill(text: string, known: Known, encode: (value: string) => string = (value) => value): string {
  return text.replace(PLACEHOLDER, (all, name: string) => (Object.hasOwn(known, name) ? encode(known[name]!) : all));
}

/** The names that stand in a text in braces. */
export function placeholdersIn(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name]) => name!);
}

/** The same in every text of a value. */
export function fillAll(value: unknown, known: Known): unknown {
  if (typeof value === 'string') return fill(value, known);
  if (Array.isArray(value)) return value.map((one) => fillAll(one, known));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fillAll(one, known)]));
}
