/**
 * The part of a JSON value that a path selects: names and list positions joined by dots. `#` is the length of a list at
 * the end of a path, or every item of it further in; `#(age>40)` the first item for which that holds, `#(age>40)#` all of
 * them; `*` and `?` in a name stand for any letters and any one; `\` takes a sign as it is. Undefined when there is none.
 * Throws an Error for the forms k6 has beyond these: modifiers, pipes, and paths side by side.
 */
export function selectJson(value: unknown, path: string): unknown {
  if (/^\w+$/.test(path) && !Array.isArray(value)) return ownValue(value, path);
  if (/^[@[{!]|[.|][@[{!]|\|/.test(path))
    throw new Error(`the node engine lacks the selector "${path}" of json(): select from json() in the script itself`);
  return descend(value, partsOf(path));
}

/** Splits at the dots that are neither escaped nor within a query. */
function partsOf(path: string): string[] {
  return path.match(/#\((?:"(?:\\.|[^"])*"|[^")])*\)#?|(?:\\.|[^.\\])+/g) ?? [];
}

function descend(value: unknown, [part, ...rest]: readonly string[]): unknown {
  if (part === undefined) return value;
  if (Array.isArray(value)) return descendList(value, part, rest);
  if (typeof value !== 'object' || value === null) return undefined;
  const name = nameIn(value, part);
  return name === undefined ? undefined : descend((value as Record<string, unknown>)[name], rest);
}

function ownValue(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

function descendList(list: readonly unknown[], part: string, rest: readonly string[]): unknown {
  if (part === '#') return rest.length === 0 ? list.length : each(list, rest);
  const query = /^#\((.*)\)(#?)$/.exec(part);
  if (query === null) return /^\d+$/.test(part) ? descend(list[Number(part)], rest) : undefined;
  const holds = conditionOf(query[1]!);
  return query[2] === '#' ? each(list.filter(holds), rest) : descend(list.find(holds), rest);
}

function each(list: readonly unknown[], rest: readonly string[]): unknown[] {
  return list.map((item) => descend(item, rest)).filter((item) => item !== undefined);
}

/** The first own name the part stands for. */
function nameIn(value: object, part: string): string | undefined {
  if (!/(?<!\\)[*?]/.test(part)) {
    const name = part.replace(/\\(.)/g, '$1');
    return Object.hasOwn(value, name) ? name : undefined;
  }
  const pattern = matcherOf(part);
  return Object.keys(value).find((name) => pattern.test(name));
}

function matcherOf(part: string): RegExp {
  const source = part.replace(/\\(.)|([*?])|([^\w])/g, (_, escaped?: string, wild?: string, sign?: string) => {
    if (wild !== undefined) return wild === '*' ? '.*' : '.';
    return `\\u{${(escaped ?? sign)!.codePointAt(0)!.toString(16)}}`;
  });
  return new RegExp(`^${source}$`, 'su');
}

/** The test that a query like `last=="Murphy"` makes of an item. */
function conditionOf(query: string): (item: unknown) => boolean {
  const [, path = '', operator, text = ''] = /^(.*?)\s*(==|!=|<=|>=|<|>|!%|%|=)\s*(.*)$/s.exec(query) ?? ['', query];
  const parts = partsOf(path.trim());
  if (operator === undefined) return (item) => descend(item, parts) !== undefined;
  const wanted = literal(text);
  return (item) => compare(descend(item, parts), operator, wanted);
}

function literal(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // As k6 takes it: a word without quotes is a text.
    return text;
  }
}

function compare(found: unknown, operator: string, wanted: unknown): boolean {
  if (operator.endsWith('%')) {
    return typeof found === 'string' && matcherOf(String(wanted)).test(found) === (operator === '%');
  }
  if (operator === '==' || operator === '=') return found === wanted;
  if (operator === '!=') return found !== undefined && found !== wanted;
  if (typeof found !== typeof wanted || (typeof found !== 'number' && typeof found !== 'string')) return false;
  const [a, b] = [found, wanted as number | string];
  return operator === '<' ? a < b : operator === '<=' ? a <= b : operator === '>' ? a > b : a >= b;
}
