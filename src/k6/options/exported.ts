/**
 * Why a script's exported `options` cannot be taken, each by its path; empty when they can. As on k6, which writes them as
 * JSON and takes neither a number that has no value (`parseInt` of a variable that is not set) nor a function.
 */
export function untakable(options: unknown): string[] {
  if (typeof options !== 'object' || options === null || Array.isArray(options) || options instanceof Map)
    return [`options: expected an object; found ${kindOf(options)}`];
  const problems: string[] = [];
  look('options', options, [], problems);
  return problems;
}

function look(path: string, value: unknown, around: readonly unknown[], problems: string[]): void {
  if (typeof value === 'number' && !Number.isFinite(value))
    problems.push(
      `${path}: expected a number; found ${value}. A variable that is not set makes one: set it with -e NAME=value, or give a default`,
    );
  if (typeof value === 'function') problems.push(`${path}: expected a value; found a function`);
  if (typeof value !== 'object' || value === null) return;
  if (around.includes(value)) {
    problems.push(`${path}: expected a value; found one that contains itself`);
    return;
  }
  const inner = [...around, value];
  const parts = value instanceof Set || value instanceof Map ? [...value] : value;
  for (const [name, part] of Object.entries(parts)) look(`${path}.${name}`, part, inner, problems);
}

function kindOf(value: unknown): string {
  if (typeof value !== 'object') return `a ${typeof value}`;
  return value instanceof Map ? 'a Map' : 'a list';
}

/** The options as plain data, as they stand in JSON. */
export function plain(options: object): Readonly<Record<string, unknown>> {
  return JSON.parse(
    JSON.stringify(options, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)),
  ) as Readonly<Record<string, unknown>>;
}
