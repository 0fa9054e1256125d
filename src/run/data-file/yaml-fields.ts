import { isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import { suggest } from '../../contract/suggest.js';
import { type Environment, expandEnvironment } from '../target/expand-env.js';
import { openYaml, type YamlDocument } from './yaml-document.js';

/** A settings file while it is read: what is wrong with it is gathered, so that one look shows everything. */
export interface SettingsFile extends YamlDocument {
  /** As messages name it. */
  readonly file: string;
  readonly env: Environment;
  readonly problems: string[];
}

/** A value with the place where it stands; `path` is e.g. `credentials.full.api_key`. */
export interface Field {
  readonly node: Node | null;
  readonly path: string;
  readonly line: number;
}

/** Reads YAML text; `empty` says what the file should hold. A file that is no YAML has its problems and no usable content. */
export function openSettings(
  file: string,
  text: string,
  env: Environment,
  empty: string,
): SettingsFile | { readonly problems: string[] } {
  const opened = openYaml(file, text, empty);
  return 'document' in opened ? { file, env, ...opened } : opened;
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

/** The fields of a list with one entry or more; undefined after a problem. */
export function readList(settings: SettingsFile, field: Field, expected: string): Field[] | undefined {
  const node = resolved(settings, field.node);
  if (!isSeq(node) || node.items.length === 0)
    return report(
      settings,
      field,
      `${isSeq(node) ? 'an empty list' : typeName(node)} stands where ${expected} is expected`,
    );
  return node.items.map((item, index) => ({
    node: item as Node | null,
    path: `${field.path}[${index}]`,
    line: lineOf(settings, item as Node | null, field.line),
  }));
}

/** A text with its environment variables filled in; undefined after a problem. */
export function readText(settings: SettingsFile, field: Field, expected = 'a string'): string | undefined {
  const scalar = readScalar(settings, field, expected);
  if (scalar === undefined) return undefined;
  if (typeof scalar.value === 'string' && scalar.value !== '') return scalar.value;
  const found = scalar.value === '' ? 'an empty string' : typeNameOfScalar(scalar.value);
  return report(
    settings,
    field,
    expected === 'a string'
      ? `${found} stands where a string is expected; fill it in, in double quotes`
      : `${found} stands where ${expected} is expected`,
  );
}

/** The texts of a mapping with any keys; numbers and booleans count as they are written. Undefined where there is no mapping. */
export function readTexts(settings: SettingsFile, field: Field): Map<string, string> | undefined {
  const node = resolved(settings, field.node);
  if (!isMap(node)) return report(settings, field, `${typeName(node)} stands where keys with texts are expected`);
  const texts = new Map<string, string>();
  for (const pair of node.items) {
    const key = isScalar(pair.key) ? String(pair.key.value) : typeName(pair.key as Node | null);
    const value = pair.value as Node | null;
    const path = `${field.path}.${key}`;
    const one = {
      node: value,
      path,
      line: lineOf(settings, value, lineOf(settings, pair.key as Node | null, field.line)),
    };
    const scalar = readScalar(settings, one, 'a text');
    if (scalar === undefined) continue;
    if (scalar.value === null || scalar.value === undefined)
      report(settings, one, 'nothing stands where a text is expected');
    else texts.set(key, String(scalar.value));
  }
  return texts;
}

/** A value of any shape, as it stands. */
export function readValue({ document }: SettingsFile, { node }: Field): unknown {
  return node?.toJS(document);
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

function lineOf({ lineAt }: SettingsFile, node: Node | null, otherwise: number): number {
  const start = node?.range?.[0];
  return start === undefined ? otherwise : lineAt(start);
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
