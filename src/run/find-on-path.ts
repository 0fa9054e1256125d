import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Environment } from './target/expand-env.js';

/** The first program of these names on the PATH, as a path; on Windows also with `.exe`. Undefined when there is none. */
export function findOnPath(names: readonly string[], env: Environment): string | undefined {
  const folders = (env.PATH ?? env.Path ?? '').split(delimiter).filter((folder) => folder !== '');
  const endings = process.platform === 'win32' ? ['.exe', ''] : [''];
  return names
    .flatMap((name) => folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending))))
    .find(isExecutable);
}

/** Whether a file stands there that this user may run. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch (cause) {
    // Whatever the reason, the file cannot be run; the caller says what is looked for and the cure.
    if (cause instanceof Error && 'code' in cause) return false;
    throw cause;
  }
}
