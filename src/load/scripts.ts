import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { suggest } from '../contract/suggest.js';
import type { Vendored } from '../k6/remote-modules.js';
import type { LoadKind } from '../records/load-types.js';
import { UsageError } from '../run/errors.js';
import { packageRoot } from '../run/package-root.js';

/** A load script that can be run. */
export interface LoadScript {
  /** `latency`, or the file's name without its ending. */
  readonly name: string;
  readonly path: string;
  /** As the user named it, for reports. */
  readonly shown: string;
  readonly kind: Exclude<LoadKind, 'sla' | 'watch'>;
  /** Files for what it imports by address. */
  readonly vendored: Vendored;
  /** Whether it goes to where the service gives way; `limit` only in its mode `saturate`. */
  readonly saturates: boolean;
}

const KINDS = ['smoke', 'latency', 'limit', 'ramp', 'spike', 'soak'] as const satisfies readonly LoadKind[];
const SATURATING: readonly string[] = ['ramp', 'spike'];

/**
 * The script of a name or a path. A text with a slash or the ending `.ts` or `.js` is a file; a name is one of the package's
 * kinds, or the file of that name in `load/`, here or in the package, which runs as a script of one's own.
 * `vendored`: files for what it imports by address; the package's own import nothing so. Throws `UsageError`.
 */
export function findScript(
  nameOrFile: string,
  vendored: Vendored,
  cwd: string,
  packageFolder = join(packageRoot, 'load'),
): LoadScript {
  if (/[/\\]|\.[tj]s$/.test(nameOrFile)) return { ...ownScript(nameOrFile, cwd), vendored };
  const kind = KINDS.find((name) => name === nameOrFile);
  if (kind !== undefined && Object.keys(vendored).length > 0)
    throw new UsageError('--resolve is for a script of your own: those of the package import nothing by address');
  if (kind !== undefined) return packageScript(kind);
  const added = [join(cwd, 'load'), packageFolder].flatMap(addedScripts);
  const path = added.find((file) => scriptName(file) === nameOrFile);
  if (path !== undefined) return { ...ownScript(path, cwd), shown: nameOrFile, vendored };
  const known = [...new Set([...KINDS, ...added.map(scriptName)])];
  const hint = suggest(nameOrFile, known) || '; or give the path of a .ts or .js file';
  throw new UsageError(`load ${nameOrFile}: there is no such script; there are: ${known.join(', ')}${hint}`);
}

/** Paths of the scripts in a folder that are none of the package's kinds. */
function addedScripts(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder)
    .filter((file) => /(?<!\.test|\.d)\.[tj]s$/.test(file) && !KINDS.some((kind) => kind === scriptName(file)))
    .sort()
    .map((file) => join(folder, file));
}

function scriptName(file: string): string {
  return basename(file).replace(/\.[tj]s$/, '');
}

/** A script that comes with the package. */
export function packageScript(kind: (typeof KINDS)[number]): LoadScript {
  return {
    name: kind,
    path: join(packageRoot, 'load', `${kind}.ts`),
    shown: kind,
    kind,
    vendored: {},
    saturates: SATURATING.includes(kind),
  };
}

/** The text of a script of the user's own; empty for one of the package. */
export function sourceOf({ kind, path }: LoadScript): string {
  return kind === 'script' ? readFileSync(path, 'utf8') : '';
}

function ownScript(file: string, cwd: string): LoadScript {
  const path = resolve(cwd, file);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile())
    throw new UsageError(`load ${file}: there is no such file; give the path of a .ts or .js file, or a name`);
  return { name: scriptName(path), path, shown: relative(cwd, path), kind: 'script', vendored: {}, saturates: false };
}
