import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Prepared } from '../k6/prepare.js';
import { packageRoot } from '../run/package-root.js';

/** A script of `load/` as the build has prepared it (`scripts/keep-scripts.mjs`). */
interface KeptScript extends Pick<Prepared, 'code' | 'map' | 'warnings'> {
  /** SHA-256 of each file it is made of, by its path in this package. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** What the build has kept of a script; undefined for any other, and for one that has changed since, in itself or in what it imports. */
export function keptScript(script: string, root = packageRoot): Prepared | undefined {
  if (dirname(script) !== join(root, 'load')) return undefined;
  let kept: KeptScript;
  try {
    kept = JSON.parse(readFileSync(join(root, 'dist', 'load', `${basename(script)}.json`), 'utf8'));
    if (Object.entries(kept.inputs).some(([file, digest]) => digestOf(join(root, file)) !== digest)) return undefined;
  } catch {
    // What is not there or cannot be read is prepared anew, and complained of there.
    return undefined;
  }
  const { code, map, warnings } = kept;
  return { path: script, code, map, warnings, inputs: Object.keys(kept.inputs).map((file) => join(root, file)) };
}

function digestOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
