import { bytesOf } from './http/form.js';

/**
 * What setup() returned as JSON, as k6 makes it: members in the order of their names, maps and sets as lists, bytes as base64,
 * nothing as null, times without needless zeros, and no toJSON() asked. Throws for what k6 refuses: functions, numbers that JSON does
 * not have, and what contains itself.
 */
export function setupJson(returned: unknown): string {
  return JSON.stringify(data('', returned, []));
}

function data(key: string, value: unknown, around: readonly object[]): unknown {
  switch (typeof value) {
    case 'undefined':
      return null;
    case 'bigint':
      return Number(value);
    case 'symbol':
      return value.description ?? '';
    case 'function':
      throw new TypeError(`setup() returned a function${at(key)}, which is no data: return what it gives instead`);
    case 'number':
      if (Number.isFinite(value)) return value;
      throw new TypeError(
        `setup() returned ${value}${at(key)}, which JSON does not have: return null or a text instead`,
      );
    default:
      return typeof value === 'object' && value !== null ? dataOf(key, value, around) : value;
  }
}

function dataOf(key: string, value: object, around: readonly object[]): unknown {
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? null : value.toISOString().replace(/\.?0{1,3}Z$/, 'Z');
  if (value instanceof ArrayBuffer || value instanceof Uint8Array) return bytesOf(value).toString('base64');
  if (around.includes(value))
    throw new TypeError(
      `setup() returned something that contains itself${at(key)}, which JSON does not have: return data without it instead`,
    );
  const inner = [...around, value];
  if (Array.isArray(value) || value instanceof Map || value instanceof Set)
    return Array.from<unknown>(value).map((part, index) => data(String(index), part, inner));
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, part]) => [name, data(name, part, inner)]));
}

function at(key: string): string {
  return key === '' ? '' : ` as ${JSON.stringify(key)}`;
}
