import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from '../errors.js';
import { packageRoot } from '../package-root.js';

/** The photo that `--photo` names; without a name the package's own, which shows one face. */
export function photoPath(photo: string | true | undefined): string | undefined {
  return photo === true ? join(packageRoot, 'fixtures', 'images', 'one-face.jpg') : photo;
}

/** The photo that a script may open, to keep it out of what the script prints; none where there is none to be read. */
export function photoSent(path: string | undefined, cwd: string): Uint8Array[] {
  const file = resolve(cwd, path ?? '');
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? [readFileSync(file)] : [];
}

/** The bytes of a photo. Throws `UsageError` when it cannot be read. */
export function readPhoto(path: string, cwd: string): Uint8Array {
  try {
    return readFileSync(resolve(cwd, path));
  } catch (cause) {
    throw new UsageError(`--photo ${path}: cannot be read; give the path of a JPEG`, { cause });
  }
}
