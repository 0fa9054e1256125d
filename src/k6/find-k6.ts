import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

/** The oldest major version of k6 that load runs are tried with. */
export const LEAST_K6 = 2;

/** Where k6 is: what `FACEGATE_K6` names, or the first `k6` on `PATH`; undefined when there is none. */
export function findK6(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const named = env.FACEGATE_K6;
  if (named !== undefined && named !== '') return runnable(resolve(named)) ? resolve(named) : undefined;
  return (env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, process.platform === 'win32' ? 'k6.exe' : 'k6'))
    .find(runnable);
}

function runnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
