import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { suggest } from '../../contract/suggest.js';
import { ConfigError } from '../errors.js';
import { addressMeant, addressTarget, isAddress } from './address-target.js';
import type { Environment } from './expand-env.js';
import { parseTarget } from './parse-target.js';
import type { EmbeddedEmulator, NeedOfSecret, Target } from './types.js';

/** The target that needs no file: the emulator that this program starts itself. */
export const EMBEDDED_TARGET = 'emulator';

export interface LoadTargetOptions {
  readonly env: Environment;
  /** Where `targets/NAME.yaml` is looked for first, and against which files are named in messages. */
  readonly cwd: string;
  /** The package's own `targets` folder, looked into next. */
  readonly projectTargetsDir: string;
  /** The started emulator; undefined when the target is not `emulator`. */
  readonly emulator: EmbeddedEmulator | undefined;
}

/**
 * The target of a name or a file, with complete, checked settings. `emulator` is built in; an address is a service on this machine; a text with a slash or the ending
 * `.yaml` or `.yml` is a file; any other name is `targets/NAME.yaml` here, then in the package. Throws `ConfigError`.
 */
export function loadTarget(nameOrFile: string, options: LoadTargetOptions, secret: NeedOfSecret = 'needed'): Target {
  if (nameOrFile === EMBEDDED_TARGET) return embeddedTarget(options.emulator);
  if (isAddress(nameOrFile)) return addressTarget(nameOrFile, options.env, secret);
  const path = targetFile(nameOrFile, options)!;
  const shown = shownPath(path, options.cwd);
  const name = basename(path).replace(/\.ya?ml$/i, '');
  return parseTarget(name, shown, readTargetFile(path, shown), options.env, secret);
}

/** The file of a target; undefined for one that has none: the emulator, or an address of this machine. Throws `ConfigError`. */
export function targetFile(
  nameOrFile: string,
  options: Pick<LoadTargetOptions, 'cwd' | 'projectTargetsDir'>,
): string | undefined {
  if (nameOrFile === EMBEDDED_TARGET || isAddress(nameOrFile)) return undefined;
  if (nameOrFile.trim() === '') throw new ConfigError(['target: names nothing; give a name, a file or an address']);
  if (!isFile(nameOrFile)) return findByName(nameOrFile, options);
  const path = resolve(options.cwd, nameOrFile);
  if (statSync(path, { throwIfNoEntry: false }) === undefined) refuseAddress(nameOrFile);
  return path;
}

/** The names that `--target` knows, sorted, the built-in one first. */
export function targetNames({
  cwd,
  projectTargetsDir,
}: Pick<LoadTargetOptions, 'cwd' | 'projectTargetsDir'>): string[] {
  const files = [join(cwd, 'targets'), projectTargetsDir].flatMap((folder) =>
    statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder) : [],
  );
  const names = files.filter((file) => /\.ya?ml$/.test(file)).map((file) => file.replace(/\.ya?ml$/, ''));
  return [EMBEDDED_TARGET, ...[...new Set(names)].filter((name) => name !== EMBEDDED_TARGET).sort()];
}

function embeddedTarget(emulator: EmbeddedEmulator | undefined): Target {
  if (emulator === undefined) throw new Error('the target "emulator" was loaded before the emulator was started');
  return {
    name: EMBEDDED_TARGET,
    url: emulator.url.replace(/\/+$/, ''),
    kind: 'embedded',
    loopback: true,
    credentials: emulator.accounts,
    concurrencyLimit: emulator.concurrencyLimit,
    budget: null,
    price: null,
    allowHttp: false,
    proxy: null,
    callbacks: null,
  };
}

function isFile(nameOrFile: string): boolean {
  return /[/\\]|\.ya?ml$/i.test(nameOrFile);
}

function findByName(name: string, options: Pick<LoadTargetOptions, 'cwd' | 'projectTargetsDir'>): string {
  for (const folder of [join(options.cwd, 'targets'), options.projectTargetsDir]) {
    for (const ending of ['yaml', 'yml']) {
      const path = join(folder, `${name}.${ending}`);
      if (statSync(path, { throwIfNoEntry: false })?.isFile()) return path;
    }
  }
  refuseAddress(name);
  const known = targetNames(options);
  const hint = suggest(name, known) || `; write a file targets/${name}.yaml, or use one of those`;
  throw new ConfigError([`${name}: there is no such target; there are: ${known.join(', ')}${hint}`]);
}

/** Of what is neither a name nor a file: throws where an address was meant. */
function refuseAddress(text: string): void {
  const meant = addressMeant(text);
  if (meant !== undefined) throw new ConfigError([`${text}: an address begins with http://; give ${meant}`]);
}

function readTargetFile(path: string, shown: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'UNKNOWN';
    const found: Readonly<Record<string, string>> = {
      ENOENT: 'there is no such file; check the path',
      EISDIR: 'is a folder; give a file in it',
      EACCES: 'may not be read; change its permissions',
    };
    throw new ConfigError([`${shown}: ${found[code] ?? `could not be read (${code}); check the path`}`], { cause });
  }
}

function shownPath(path: string, cwd: string): string {
  const inside = relative(cwd, path);
  return inside.startsWith('..') || inside === '' ? path : inside;
}
