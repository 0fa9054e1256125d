/** Tags of a sample by name. */
export type Tags = Readonly<Record<string, string>>;

/** The script's tags as strings. Throws a TypeError for a value that is none: null, nothing, an object. */
export function stringTags(tags: object): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).map(([tag, value]) => [tag, stringTag(tag, value)]));
}

/** The value of a tag as a string. Throws a TypeError for one that is none: null, nothing, an object. */
export function stringTag(tag: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined || typeof value === 'object')
    throw new TypeError(`the tag "${tag}" is ${String(value)}; expected a string, a number or a boolean`);
  return String(value);
}
