import type { z } from 'zod';
import { suggest } from '../../contract/suggest.js';

/** A place in a value: keys and indexes from its root. */
export type Path = readonly (string | number)[];

/** What is wrong at a place; `said` begins with the place as a person writes it. */
export interface Problem {
  readonly path: Path;
  readonly said: string;
}

/** The keys of a scenario under which parameters stand by their names, and with them, or by mistake, the values of a person. */
const HOLD_PARAMETERS: Path = ['with', 'without', 'extra', 'flow'];
/** The same of scenarios and contracts. */
const HOLD_VALUES: Path = [...HOLD_PARAMETERS, 'requests'];

/**
 * What a schema finds wrong with a value, without what may be a person's. `whole` names the value, e.g. in `"expects" is unknown in
 * a scenario`.
 */
export function schemaProblems(schema: z.ZodType, value: unknown, whole?: string): Problem[] {
  const { error } = schema.safeParse(value);
  return (error?.issues ?? []).flatMap((issue) => describeIssue(issue, schema as unknown as Inside, value, whole));
}

function describeIssue(issue: z.core.$ZodIssue, schema: Inside, root: unknown, whole: string | undefined): Problem[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  const at = (said: string, more: Path = []) => {
    const there = [...path, ...more];
    return { path: there, said: there.length === 0 ? said : `${quoted(there)} ${said}` };
  };
  const found = valueAt(root, path);
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = keysOf(path, schema, root);
      const where = path.length > 0 || whole === undefined ? '' : ` in ${whole}`;
      return issue.keys.map((key) => at(`is unknown${where}${suggest(key, known)}`, [key]));
    }
    case 'invalid_value': {
      const allowed = listed(issue.values);
      if (found === undefined) return [at(`is missing; it must be ${allowed}`)];
      return [
        at(
          `is ${showAt(path, found)}, not ${allowed}${typeof found === 'string' ? suggest(found, issue.values.map(String)) : ''}`,
        ),
      ];
    }
    case 'invalid_type':
      if (found === undefined) return [at(missing(issue.message))];
      return [
        at(
          `is ${showAt(path, found)}, expected ${TYPES[issue.expected] ?? issue.expected}${inQuotes(found, issue.expected)}`,
        ),
      ];
    case 'too_small':
    case 'too_big':
      return [at(issue.message.startsWith('must') ? issue.message : `is ${showAt(path, found)}, out of its bounds`)];
    default:
      return [at(found === undefined ? missing(issue.message) : issue.message)];
  }
}

/** What a schema's own words say must be there. */
function missing(message: string): string {
  return message.startsWith('must') ? `is missing; it ${message}` : 'is missing';
}

/** In YAML a string of digits needs quotes. */
function inQuotes(found: unknown, expected: string): string {
  return expected === 'string' && (typeof found === 'number' || typeof found === 'boolean')
    ? ': write it in quotes'
    : '';
}

const TYPES: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a string',
  record: 'an object',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

/** The keys that an object at a place may have; empty where that cannot be told. */
function keysOf(path: Path, root: Inside, value: unknown): string[] {
  let schema = root;
  path.forEach((part, depth) => {
    const inner = unwrap(schema, valueAt(value, path.slice(0, depth)));
    schema = inner.shape?.[part] ?? inner.element ?? inner.valueType ?? {};
  });
  return Object.keys(unwrap(schema, valueAt(value, path)).shape ?? {});
}

/** What is looked at of a schema. */
interface Inside {
  readonly shape?: Readonly<Record<string, Inside>>;
  readonly element?: Inside;
  readonly valueType?: Inside;
  readonly options?: readonly Inside[];
  readonly value?: unknown;
  unwrap?(): Inside;
}

function unwrap(schema: Inside, value: unknown): Inside {
  if (schema.options !== undefined) {
    const kind = (value as { kind?: unknown } | undefined)?.kind;
    return schema.options.find(({ shape }) => shape?.kind?.value === kind) ?? schema;
  }
  return schema.shape === undefined && schema.element === undefined && schema.unwrap !== undefined
    ? unwrap(schema.unwrap(), value)
    : schema;
}

/**
 * Strings and keys, at any depth, that hold half of a surrogate pair: it is no character, and sent as UTF-8 it would silently
 * become another one.
 */
export function halvesOfPairs(value: unknown, path: Path = [], above: readonly unknown[] = []): Problem[] {
  if (typeof value === 'string') return halfOfPair(value, path, "for its bytes write { hex: '…' }");
  if (value === null || typeof value !== 'object' || above.includes(value)) return [];
  return Object.entries(value).flatMap(([key, one]) => {
    const there = [...path, Array.isArray(value) ? Number(key) : key];
    return [...halfOfPair(key, there, 'write the whole character'), ...halvesOfPairs(one, there, [...above, value])];
  });
}

function halfOfPair(text: string, path: Path, cure: string): Problem[] {
  const half = /\p{Surrogate}/u.exec(text)?.[0];
  if (half === undefined) return [];
  const code = `\\u${half.charCodeAt(0).toString(16)}`;
  return [{ path, said: `${quoted(path)}: half of a surrogate pair (${code}) is no character; ${cure}` }];
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, part) => (value as Record<string | number, unknown> | null | undefined)?.[part],
    root,
  );
}

/** `"rules[3].id"`, with half of a surrogate pair written out, and without a value that stands in a parameter's name. */
export function quoted(path: Path): string {
  const text = path.reduce<string>((whole, part) => {
    if (typeof part === 'number') return `${whole}[${part}]`;
    return whole === '' ? part : `${whole}.${HOLD_PARAMETERS.includes(path[0]!) ? nameOf(part) : part}`;
  }, '');
  return `"${text.replace(/\p{Surrogate}/gu, (half) => `\\u${half.charCodeAt(0).toString(16)}`)}"`;
}

/**
 * The part of a text that can be a parameter's name: `"idcard_number=1101…"` is a name with a value, and a text of other than ASCII
 * letters may be a value alone.
 */
export function nameOf(text: string): string {
  const name = /^(?:(?!\d{6})[\w.+@$&%\p{Surrogate}-])*/u.exec(text)?.[0] ?? '';
  return name === text ? text : `${name}…`;
}

/** What was found at a place: no more than its type where it may be a value of a person. */
function showAt([first]: Path, value: unknown): string {
  if (first === undefined || !HOLD_VALUES.includes(first) || value === null || typeof value === 'boolean')
    return show(value);
  return TYPES[Array.isArray(value) ? 'array' : typeof value] ?? typeof value;
}

/** A value that was found, cut to what fits into a line. */
export function show(value: unknown): string {
  const text = asJson(value) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function asJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    // A big integer, or an object that holds itself.
    return undefined;
  }
}

function listed(values: readonly unknown[]): string {
  const shown = values.map((value) => JSON.stringify(value));
  return shown.length === 1 ? shown[0]! : `one of ${shown.join(', ')}`;
}
