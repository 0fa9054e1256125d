import { isUtf8 } from 'node:buffer';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, isAbsolute, join, relative } from 'node:path';
import type { Path } from '../../conformance/scenario/schema-problems.js';
import { ConfigError } from '../errors.js';
import type { ImportFile } from './import-source.js';
import { placeInSource } from './place-in-source.js';
import { readJson, readYaml } from './read-document.js';

/** A file that states data: what it exports or holds. */
export interface DataFile {
  /** Its path in messages, and its name. */
  readonly shown: string;
  readonly name: string;
  readonly value: unknown;
  /** Its lines as they stand. */
  readonly lines: readonly string[];
  /** True for YAML and JSON: then `lineOf` is exact. */
  readonly exact: boolean;
  lineOf(path: Path): number;
}

/** The files of a folder, and what is wrong with them, one line each. */
export interface LoadedFolder {
  readonly files: readonly DataFile[];
  readonly problems: readonly string[];
  /** False when one of them could not be read at all, so that it is not among the files. */
  readonly complete: boolean;
}

const EXTENSIONS = /\.(ts|mts|js|mjs|json|ya?ml)$/i;
/** What else lies about in a folder of TypeScript, and the locks of Emacs. */
const NO_DATA = /\.(test|d)\.m?ts$|^(package|package-lock|tsconfig.*|jsconfig)\.json$|^\.#/i;

/** The absolute path of a folder that the user named with an option. Throws `ConfigError` when there is none. */
export function findFolder(option: string, given: string, cwd: string): string {
  const folder = isAbsolute(given) ? given : join(cwd, given);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new ConfigError([`${option} ${given}: there is no such folder`]);
  return folder;
}

/**
 * Loads every TypeScript, JavaScript, JSON and YAML file of a folder, those of its folders included; paths are shown from `base`.
 * A source file without a default export that another one imports is a part of that one.
 */
export async function loadFolder(folder: string, base: string, importFile: ImportFile): Promise<LoadedFolder> {
  const paths = reading(shownFrom(base, folder), () => readdirSync(folder, { recursive: true }))
    .map(String)
    .filter((file) => EXTENSIONS.test(file) && !NO_DATA.test(basename(file)) && !file.includes('node_modules'))
    .sort()
    .map((file) => join(folder, file))
    .filter((path) => !isFolder(path));
  const loaded = await Promise.all(paths.map((path) => loadFile(path, base, importFile)));
  const parts = new Set(loaded.flatMap((one) => one.parts));
  return {
    files: loaded.flatMap(({ path, file }) =>
      file === undefined || (file.value === undefined && parts.has(path)) ? [] : [file],
    ),
    problems: loaded.flatMap((one) => one.problems),
    complete: loaded.every(({ file }) => file !== undefined),
  };
}

interface LoadedFile {
  readonly path: string;
  readonly file?: DataFile;
  readonly parts: readonly string[];
  readonly problems: readonly string[];
}

async function loadFile(path: string, base: string, importFile: ImportFile): Promise<LoadedFile> {
  const shown = shownFrom(base, path);
  try {
    return { path, ...(await readFile(path, shown, importFile)) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { path, parts: [], problems: error.problems };
  }
}

async function readFile(path: string, shown: string, importFile: ImportFile): Promise<Omit<LoadedFile, 'path'>> {
  const bytes = reading(shown, () => readFileSync(path));
  if (!isUtf8(bytes)) throw new ConfigError([`${shown}: is not UTF-8; save it in this encoding`]);
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  const common = { shown, name: basename(path), lines: text.split('\n') };
  const ending = extname(path).toLowerCase();
  if (ending === '.json' || ending === '.yaml' || ending === '.yml') {
    const { problems, ...document } = await (ending === '.json' ? readJson(text, shown) : readYaml(text, shown));
    return { parts: [], problems, file: { ...common, exact: true, ...document } };
  }
  const { value, parts, problems } = await importFile(path, shown);
  const lineOf = (place: Path) => placeInSource(common.lines, value, place);
  return { parts, problems, file: { ...common, value, exact: false, lineOf } };
}

function shownFrom(base: string, path: string): string {
  const inside = relative(base, path);
  return inside.startsWith('..') ? path : inside;
}

/** False for what cannot be looked at, such as a link to nowhere: that is told when it is read. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** What is read. Throws `ConfigError` where it is not there, as behind a link, or may not be read. */
function reading<Read>(shown: string, read: () => Read): Read {
  try {
    return read();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'is a link that leads nowhere' : `cannot be read (${code})`;
    throw new ConfigError([`${shown}: ${why}; mend it, or take it out of the folder`], { cause });
  }
}
