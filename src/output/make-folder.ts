import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder, and those above it that are missing; one that is there is fine. Returns the topmost that was made, undefined for
 * none. Throws the error of the operating system. Node's own `recursive` is not used: below /proc it never returns.
 */
export function makeFolder(folder: string): string | undefined {
  const missing = missingFolders(resolve(folder));
  return missing.filter(makeOne)[0];
}

/** Those from the topmost that is missing down to the folder itself. Throws where a file stands in the way. */
function missingFolders(folder: string): string[] {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) return [];
  const parent = dirname(folder);
  return found !== undefined || parent === folder ? [folder] : [...missingFolders(parent), folder];
}

/** Whether it was made here; another process may have been faster. */
function makeOne(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST' && isFolder(folder)) return false;
    throw cause;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
