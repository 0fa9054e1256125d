import type { Environment } from '../environment.js';

/** The script's `console`: each call becomes one line of the run's log. */
export function consoleFor(log: Environment['log']): Record<string, (...values: unknown[]) => void> {
  const at =
    (level: Parameters<Environment['log']>[0]) =>
    (...values: unknown[]): void =>
      log(level, values.map(textOf).join(' '));
  return {
    log: at('info'),
    info: at('info'),
    debug: at('debug'),
    warn: at('warning'),
    error: at('error'),
    trace: at('debug'),
  };
}

/** A value as k6's console prints it. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : shown(value, []);
}

/** A value as k6 writes it: `{ name: "text", list: [ 1, 2 ] }`. `around` are the objects it stands in. */
function shown(value: unknown, around: readonly object[]): string {
  if (typeof value === 'string') return `"${value}"`;
  if (typeof value === 'function') return '[object Function]';
  if (typeof value !== 'object' || value === null) return within(around, value);
  if (value instanceof Error) return String(value);
  if (around.includes(value)) return '[Circular]';
  if (value instanceof ArrayBuffer) return `ArrayBuffer { byteLength: ${value.byteLength} }`;
  const inner = [...around, value];
  if (ArrayBuffer.isView(value) && 'length' in value) {
    return `${value.constructor.name}(${String(value.length)}) ${list([...(value as Uint8Array)], inner)}`;
  }
  if (Array.isArray(value)) return list(value, inner);
  const { toJSON } = value as { toJSON?: unknown };
  if (typeof toJSON === 'function') return shown((toJSON as () => unknown).call(value), inner);
  const fields = Object.entries(value).map(([name, item]) => `${name}: ${shown(item, inner)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

function list(items: readonly unknown[], around: readonly object[]): string {
  return items.length === 0 ? '[]' : `[ ${items.map((item) => shown(item, around)).join(', ')} ]`;
}

/** Inside of an object nothing reads null, as in JSON. */
function within(around: readonly object[], value: unknown): string {
  return value === undefined && around.length > 0 ? 'null' : String(value);
}
