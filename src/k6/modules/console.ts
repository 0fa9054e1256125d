import type { Environment } from '../environment.js';

/** The script's `console`: each call becomes one line of the run's log. */
export function consoleFor(log: Environment['log']): Record<string, (...values: unknown[]) => void> {
  const at =
    (level: Parameters<Environment['log']>[0]) =>
    (...values: unknown[]): void =>
      log(level, values.map(shown).join(' '));
  return {
    log: at('info'),
    info: at('info'),
    debug: at('debug'),
    warn: at('warning'),
    error: at('error'),
    trace: at('debug'),
  };
}

function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return String(value);
  if (typeof value !== 'object' || value === null) return String(value);
  try {
    return JSON.stringify(value);
  } catch (error) {
    return `[not shown: ${(error as Error).message}]`;
  }
}
