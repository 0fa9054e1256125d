import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseAllDocuments,
} from 'yaml';
import { suggest } from '../../contract/suggest.js';
import { type Environment, expandEnvironment } from './expand-env.js';

/** A settings file while it is read: what is wrong with it is gathered, so that one look shows everything. */
export interface SettingsFile {
  /** As messages name it. */
  readonly file: string;
  readonly env: Environment;
  readonly problems: string[];
  readonly document: Document.Parsed<ParsedNode>;
  readonly lines: LineCounter;
}

/** A value with the place where it stands; `path` is e.g. `credentials.full.api_key`. */
export interface Field {
  readonly node: Node | null;
  readonly path: string;
  readonly line: number;
}

/** What the codes of the YAML parser mean. Its own messages quote the line, and a secret may stand there. */
const SYNTAX: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'a key stands twice; remove one of them',
  TAB_AS_INDENT: 'a tab indents the line; use spaces',
  BAD_INDENT: 'the indentation does not fit; align the line with those around it',
  MISSING_CHAR: 'a quote, bracket or comma is missing; put texts that hold ${…} in double quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a key and its value do not fit here; put texts that hold ": " in double quotes',
  MULTILINE_IMPLICIT_KEY: 'a key goes over several lines; look for a missing ":" or quote',
  TAG_RESOLVE_FAILED: 'a tag ("!…") is not known; remove it',
};

/** Reads YAML text. A file that is no YAML has its problems gathered and no usable content. */
export function openSettings(
  file: string,
  text: string,
  env: Environment,
): SettingsFile | { readonly problems: string[] } {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false });
  if (!Array.isArray(documents) || documents[0] === undefined)
    return { problems: [`${file}: is empty; give at least "url"`] };
  const [document, second] = documents;
  if (second !== undefined) {
    const { line } = lines.linePos(second.range[0]);
    return { problems: [`${file}:${line}: a second document begins with "---"; remove it`] };
  }
  const problems = [...document.errors, ...document.warnings].map(({ code, pos }) => {
    const meaning = SYNTAX[code] ?? `is no valid YAML (${code}); put texts that hold \${…} or ": " in double quotes`;
    return `${file}:${lines.linePos(pos[0]).line}: ${meaning}`;
  });
  return problems.length > 0 ? { problems } : { file, env, problems, document, lines };
}

/** The whole file as a field, without a path. */
export function rootField({ document }: SettingsFile): Field {
  return { node: document.contents, path: '', line: 1 };
}

/** The fields of a mapping by key. Unknown keys and other types are problems; undefined when there is no mapping. */
export function readMap<Key extends string>(
  settings: SettingsFile,
  field: Field,
  keys: readonly Key[],
): Map<Key, Field> | undefined {
  const node = resolved(settings, field.node);
  if (!isMap(node)) {
    report(settings, field, `${typeName(node)} stands where keys with values are expected: ${keys.join(', ')}`);
    return undefined;
  }
  const fields = new Map<Key, Field>();
  for (const pair of node.items) {
    const key = isScalar(pair.key) ? String(pair.key.value) : typeName(pair.key as Node | null);
    const line = lineOf(settings, pair.key as Node | null, field.line);
    const path = field.path === '' ? key : `${field.path}.${key}`;
    const known = keys.find((candidate) => candidate === key);
    if (known === undefined) {
      const hint = suggest(key, keys) || `; known here: ${keys.join(', ')}`;
      settings.problems.push(`${settings.file}:${line}: "${path}" is unknown${hint}`);
    } else {
      const value = pair.value as Node | null;
      fields.set(known, { node: value, path, line: lineOf(settings, value, line) });
    }
  }
  return fields;
}

/** A text with its environment variables filled in; undefined after a problem. */
export function readText(settings: SettingsFile, field: Field): string | undefined {
  const scalar = readScalar(settings, field, 'a string');
  if (scalar === undefined) return undefined;
  if (typeof scalar.value === 'string' && scalar.value !== '') return scalar.value;
  const found = scalar.value === '' ? 'an empty string' : typeNameOfScalar(scalar.value);
  return report(settings, field, `${found} stands where a string is expected; fill it in, in double quotes`);
}

/** The environment variable that a value consists of, e.g. NAME for `${NAME}`; undefined for any other value. */
export function readVariable(field: Field | undefined): string | undefined {
  const node = field?.node;
  return isScalar(node) ? /^\$\{(\w+)\}$/.exec(String(node.value))?.[1] : undefined;
}

/** A number that the check accepts; `expected` says which, e.g. `a whole number from 1 on`. */
export function readNumber(
  settings: SettingsFile,
  field: Field,
  expected: string,
  accepts: (value: number) => boolean,
): number | undefined {
  const scalar = readScalar(settings, field, expected);
  if (scalar === undefined) return undefined;
  const { value, fromEnvironment } = scalar;
  const number = fromEnvironment && /^\d+(\.\d+)?$/.test(String(value)) ? Number(value) : value;
  if (typeof number === 'number' && accepts(number)) return number;
  const found = typeof number === 'number' ? String(number) : typeNameOfScalar(number);
  return report(settings, field, `${found} stands where ${expected} is expected`);
}

/** `true` or `false`. */
export function readBoolean(settings: SettingsFile, field: Field): boolean | undefined {
  const scalar = readScalar(settings, field, 'true or false');
  if (scalar === undefined) return undefined;
  const { value, fromEnvironment } = scalar;
  if (typeof value === 'boolean') return value;
  if (fromEnvironment && (value === 'true' || value === 'false')) return value === 'true';
  return report(settings, field, `${typeNameOfScalar(value)} stands where true or false is expected`);
}

/** Notes a problem of a field with its place; gives undefined, for `return report(…)`. */
export function report(settings: SettingsFile, { path, line }: Field, problem: string): undefined {
  const place = `${settings.file}:${line}:`;
  settings.problems.push(path === '' ? `${place} ${problem}` : `${place} "${path}": ${problem}`);
  return undefined;
}

function readScalar(
  settings: SettingsFile,
  field: Field,
  expected: string,
): { value: unknown; fromEnvironment: boolean } | undefined {
  const node = resolved(settings, field.node);
  if (!isScalar(node)) return report(settings, field, `${typeName(node)} stands where ${expected} is expected`);
  if (typeof node.value !== 'string') return { value: node.value, fromEnvironment: false };
  if (/\p{Surrogate}/u.test(node.value))
    return report(settings, field, 'half of a surrogate pair is no character; write the whole character');
  const expanded = expandEnvironment(node.value, settings.env);
  if (expanded.kind === 'problem') return report(settings, field, expanded.problem);
  return { value: expanded.text, fromEnvironment: expanded.fromEnvironment };
}

function resolved({ document }: SettingsFile, node: Node | null): Node | null {
  return isAlias(node) ? (node.resolve(document) ?? null) : node;
}

function lineOf({ lines }: SettingsFile, node: Node | null, otherwise: number): number {
  const start = node?.range?.[0];
  return start === undefined ? otherwise : lines.linePos(start).line;
}

function typeName(node: Node | null): string {
  if (isMap(node)) return 'a mapping';
  if (isSeq(node)) return 'a list';
  return isScalar(node) ? typeNameOfScalar(node.value) : 'nothing';
}

function typeNameOfScalar(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'string') return 'a string';
  return typeof value === 'number' || typeof value === 'bigint' ? 'a number' : `${String(value)}`;
}
