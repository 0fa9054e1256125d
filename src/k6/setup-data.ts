import { bytesOf } from './http/form.js';

/**
 * What setup() returned as JSON, as k6 makes it: members in the order of their names, maps and sets as lists, bytes as base64,
 * nothing as null, times without needless zeros. Throws for what k6 refuses: functions, numbers that JSON does not have, and what
 * contains itself.
 */
export function setupJson(returned: unknown): string {
  refuseCycles('', returned, []);
  return JSON.stringify(returned, replacer);
}

function refuseCycles(key: string, value: unknown, around: readonly object[]): void {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
  if (around.includes(value))
    throw new TypeError(
      `setup() returned something that contains itself${at(key)}, which JSON does not have: return data without it instead`,
    );
  const parts = value instanceof Set || value instanceof Map ? [...value] : value;
  for (const [name, part] of Object.entries(parts)) refuseCycles(name, part, [...around, value]);
}

function replacer(this: unknown, key: string, value: unknown): unknown {
  const given = (this as Readonly<Record<string, unknown>>)[key];
  if (given instanceof Date && typeof value === 'string') return value.replace(/\.?0{1,3}Z$/, 'Z');
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
      return typeof value === 'object' && value !== null ? sorted(value) : value;
  }
}

function sorted(value: object): unknown {
  if (value instanceof Map || value instanceof Set) return [...value];
  if (value instanceof ArrayBuffer || value instanceof Uint8Array) return bytesOf(value).toString('base64');
  if (Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function at(key: string): string {
  return key === '' ? '' : ` as ${JSON.stringify(key)}`;
}
