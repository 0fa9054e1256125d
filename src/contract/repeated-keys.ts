/** A key that stands a second time in one object of a JSON text. */
export interface RepeatedKey {
  readonly key: string;
  /** Where it stands again: index of its opening quote. */
  readonly at: number;
}

const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/gs;

/**
 * Keys that stand twice in one object of a JSON text, at any depth, in the order of their second place. Readers differ in
 * which of the values they take (RFC 8259 §4). The text is JSON already; it is read once, however deep it is.
 */
export function repeatedKeys(json: string): RepeatedKey[] {
  const repeated: RepeatedKey[] = [];
  // The keys of each object that is open; undefined for an array.
  const open: (Set<string> | undefined)[] = [];
  let last = { text: '', at: 0 };
  for (const { 0: text, index: at } of json.matchAll(TOKENS)) {
    if (text === '{') open.push(new Set());
    else if (text === '[') open.push(undefined);
    else if (text === '}' || text === ']') open.pop();
    else if (text === ':') {
      const key = JSON.parse(last.text) as string;
      const keys = open.at(-1);
      if (keys?.has(key)) repeated.push({ key, at: last.at });
      keys?.add(key);
    } else if (text !== ',') last = { text, at };
  }
  return repeated;
}
