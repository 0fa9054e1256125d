import { join, resolve } from 'node:path';
import { ConfigError } from '../run/errors.js';
import { packageRoot } from '../run/package-root.js';
import { readManifest } from './harness/photo-source.js';

/**
 * The folders of photos, the user's own (`FACEGATE_IMAGES`) before the project's. Throws `ConfigError` when the user's
 * folder has no usable manifest.
 */
export function imageFolders(own: string | undefined, cwd: string): string[] {
  const ours = join(packageRoot, 'fixtures', 'images');
  if (own === undefined || own === '') return [ours];
  const folder = resolve(cwd, own);
  try {
    readManifest(folder);
  } catch (cause) {
    throw new ConfigError([`FACEGATE_IMAGES: ${(cause as Error).message}`], { cause });
  }
  return [folder, ours];
}
