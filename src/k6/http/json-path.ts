/**
 * The part of a JSON value that a path selects: names and list positions joined by dots, `#` for the length of a list at
 * the end of a path, or for every item of it further in; `\.` is a dot within a name. Undefined when there is none.
 */
export function selectJson(value: unknown, path: string): unknown {
  const parts = path.split(/(?<!\\)\./).map((part) => part.replace(/\\(.)/g, '$1'));
  return descend(value, parts);
}

function descend(value: unknown, [part, ...rest]: readonly string[]): unknown {
  if (part === undefined) return value;
  if (Array.isArray(value)) {
    if (part !== '#') return /^\d+$/.test(part) ? descend(value[Number(part)], rest) : undefined;
    if (rest.length === 0) return value.length;
    return value.map((item) => descend(item, rest)).filter((item) => item !== undefined);
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
  return descend((value as Record<string, unknown>)[part], rest);
}
