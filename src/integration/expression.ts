/** A condition on a JSON value: a path from its root, compared with a literal or, where nothing is compared, true. */
export interface Expression {
  readonly path: readonly (string | number)[];
  readonly is: '==' | '!=';
  readonly value: unknown;
}

const PART = /^(?:\.([\w-]+)|\[(\d+)\]|\['([^']*)'\]|\["([^"]*)"\])/;

/** A path such as `$.checks[0].state`; undefined for a text that is none. */
export function readPath(text: string): readonly (string | number)[] | undefined {
  if (!text.startsWith('$')) return undefined;
  const path: (string | number)[] = [];
  for (let rest = text.slice(1); rest !== ''; ) {
    const found = PART.exec(rest);
    if (found === null) return undefined;
    path.push(found[2] === undefined ? (found[1] ?? found[3] ?? found[4] ?? '') : Number(found[2]));
    rest = rest.slice(found[0].length);
  }
  return path;
}

/** Reads `$.state == 'verified'`, `$.failed != true` or `$.verified`; undefined for a text that is no such condition. */
export function readExpression(text: string): Expression | undefined {
  const [, left = '', is = '', right = ''] = /^\s*(\$[^=!]*?)\s*(?:(==|!=)\s*(.*?))?\s*$/s.exec(text) ?? [];
  const path = readPath(left);
  if (path === undefined) return undefined;
  if (is === '') return { path, is: '==', value: true };
  const literal = /^'([^']*)'$/.exec(right);
  if (literal !== null) return { path, is: is as '==', value: literal[1] };
  try {
    return { path, is: is as '==', value: JSON.parse(right) as unknown };
  } catch {
    return undefined;
  }
}

/** What stands at a path; undefined where nothing does. */
export function valueAt(root: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<string, unknown>)[key]
        : undefined,
    root,
  );
}

/** Whether the condition holds. A path that leads nowhere makes no condition hold, `!=` included. */
export function holds({ path, is, value }: Expression, root: unknown): boolean {
  const found = valueAt(root, path);
  return found !== undefined && (is === '==' ? found === value : found !== value);
}
