import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';

const made: string[] = [];

/** Makes a folder for temporary files. Throws what the system says when there is no place for it. */
export function makeTemporary(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  made.push(folder);
  return folder;
}

/** Whether a file lies in a folder that was made here, even when that is gone by now. */
export function isTemporary(path: string): boolean {
  return made.some((folder) => path.startsWith(folder + sep));
}
