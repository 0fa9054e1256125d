import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from '../run/errors.js';
import { packageRoot } from '../run/package-root.js';
import type { Environment } from '../run/target/expand-env.js';
import { jpegProblem } from './jpeg.js';

/** The photo that `--photo` names; without a name the package's own, which shows one face. */
export function photoPath(photo: string | true | undefined): string | undefined {
  return photo === true ? join(packageRoot, 'fixtures', 'images', 'one-face.jpg') : photo;
}

/** The photo that a script may open, to keep it out of what the script prints; none where there is none to be read. */
export function photoSent(path: string | undefined, cwd: string): Uint8Array[] {
  const file = resolve(cwd, path ?? '');
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? [readFileSync(file)] : [];
}

/** The bytes of a photo. Throws `UsageError` when it cannot be read or is no JPEG. */
export function readPhoto(path: string, cwd: string): Uint8Array {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(resolve(cwd, path));
  } catch (cause) {
    throw new UsageError(`--photo ${path}: cannot be read; give the path of a JPEG`, { cause });
  }
  const problem = jpegProblem(bytes);
  if (problem !== undefined) throw new UsageError(`--photo ${path}: ${problem}; give the path of a whole JPEG`);
  return bytes;
}

/**
 * The environment in which FACEGATE_PHOTO names the photo of `--photo`, or the one it named before. Throws `UsageError` when that
 * cannot be read or is no JPEG.
 */
export function withPhoto(env: Environment, photo: string | true | undefined, cwd: string): Environment {
  const path = photoPath(photo) ?? env.FACEGATE_PHOTO ?? '';
  if (path === '') return env;
  readPhoto(path, cwd);
  return { ...env, FACEGATE_PHOTO: path };
}
