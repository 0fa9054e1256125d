import { readdirSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import type { LoadKind } from '../../records/load-types.js';
import { suggest } from '../../scenario/suggest.js';
import { UsageError } from '../errors.js';
import { packageRoot } from '../package-root.js';

/** A load script that can be run. */
export interface LoadScript {
  /** `latency`, or the file's name without its ending. */
  readonly name: string;
  readonly path: string;
  /** As the user named it, for reports. */
  readonly shown: string;
  readonly kind: Exclude<LoadKind, 'sla' | 'watch'>;
  /** Whether it goes to where the service gives way; `limit` only in its mode `saturate`. */
  readonly saturates: boolean;
}

const KINDS = ['smoke', 'latency', 'limit', 'ramp', 'spike', 'soak'] as const satisfies readonly LoadKind[];
const SATURATING: readonly string[] = ['ramp', 'spike'];

/**
 * The script of a name or a path. A text with a slash or the ending `.ts` or `.js` is a file; any other is one of the package's.
 * Throws `UsageError`.
 */
export function findScript(nameOrFile: string, cwd: string): LoadScript {
  if (/[/\\]|\.[tj]s$/.test(nameOrFile)) return ownScript(nameOrFile, cwd);
  const kind = KINDS.find((name) => name === nameOrFile);
  if (kind === undefined) {
    const known = readdirSync(join(packageRoot, 'load'))
      .filter((file) => /(?<!\.test)\.ts$/.test(file))
      .map((file) => file.replace(/\.ts$/, ''));
    const hint = suggest(nameOrFile, known) || '; or give the path of a .ts or .js file';
    throw new UsageError(`load ${nameOrFile}: there is no such script; there are: ${known.join(', ')}${hint}`);
  }
  return packageScript(kind);
}

/** A script that comes with the package. */
export function packageScript(kind: (typeof KINDS)[number]): LoadScript {
  return {
    name: kind,
    path: join(packageRoot, 'load', `${kind}.ts`),
    shown: kind,
    kind,
    saturates: SATURATING.includes(kind),
  };
}

function ownScript(file: string, cwd: string): LoadScript {
  const path = resolve(cwd, file);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile())
    throw new UsageError(`load ${file}: there is no such file; give the path of a .ts or .js file, or a name`);
  const name = basename(path).replace(/\.[tj]s$/, '');
  return { name, path, shown: relative(cwd, path), kind: 'script', saturates: false };
}
