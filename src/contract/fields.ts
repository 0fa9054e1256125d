/** The fields of a JSON object. */
export type Fields = Readonly<Record<string, unknown>>;

/** The value at a path such as `data.id`; undefined where there is none. A field of exactly that name comes first. */
export function fieldAt(fields: Fields, path: string): unknown {
  if (Object.hasOwn(fields, path)) return fields[path];
  let value: unknown = fields;
  for (const name of path.split('.')) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return undefined;
    value = (value as Fields)[name];
  }
  return value;
}
