import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from './make-folder.js';
import { OutputError } from './output-error.js';

/** Writes a file that its owner alone can read, as a whole or not at all. Folders are made. Throws `OutputError`. */
export function writePrivateFile(path: string, text: string): void {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    makeFolder(dirname(path));
    writeFileSync(beside, text, { mode: 0o600 });
    renameSync(beside, path);
  } catch (cause) {
    rmSync(beside, { force: true });
    throw new OutputError(path, cause as Error);
  }
}
