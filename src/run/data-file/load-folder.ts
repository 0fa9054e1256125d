import { isUtf8 } from 'node:buffer';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, relative } from 'node:path';
import { ConfigError } from '../errors.js';
import type { ImportFile } from './import-source.js';
import { type Path, placeInSource } from './place-in-source.js';
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

/** The files of a folder, and what is wrong with those that could not be read, one line each. */
export interface LoadedFolder {
  readonly files: readonly DataFile[];
  readonly problems: readonly string[];
}

const EXTENSIONS = /\.(ts|mts|js|mjs|json|ya?ml)$/;
/** What else lies about in a folder of TypeScript. */
const NO_DATA = /\.(test|d)\.m?ts$|^(package|package-lock|tsconfig.*|jsconfig)\.json$/;

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
  const paths = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => EXTENSIONS.test(file) && !NO_DATA.test(basename(file)) && !file.includes('node_modules'))
    .sort()
    .map((file) => join(folder, file));
  const loaded = await Promise.all(paths.map((path) => loadFile(path, base, importFile)));
  const parts = new Set(loaded.flatMap((one) => one.parts));
  return {
    files: loaded.flatMap(({ path, file }) =>
      file === undefined || (file.value === undefined && parts.has(path)) ? [] : [file],
    ),
    problems: loaded.flatMap((one) => one.problems),
  };
}

interface LoadedFile {
  readonly path: string;
  readonly file?: DataFile;
  readonly parts: readonly string[];
  readonly problems: readonly string[];
}

async function loadFile(path: string, base: string, importFile: ImportFile): Promise<LoadedFile> {
  const inside = relative(base, path);
  const shown = inside.startsWith('..') ? path : inside;
  try {
    return { path, problems: [], ...(await readFile(path, shown, importFile)) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { path, parts: [], problems: error.problems };
  }
}

async function readFile(
  path: string,
  shown: string,
  importFile: ImportFile,
): Promise<Required<Pick<LoadedFile, 'file' | 'parts'>>> {
  const bytes = readFileSync(path);
  if (!isUtf8(bytes)) throw new ConfigError([`${shown}: is not UTF-8; save it in this encoding`]);
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  const common = { shown, name: basename(path), lines: text.split('\n') };
  if (path.endsWith('.json')) return { parts: [], file: { ...common, exact: true, ...(await readJson(text, shown)) } };
  if (/\.ya?ml$/.test(path)) return { parts: [], file: { ...common, exact: true, ...readYaml(text, shown) } };
  const { value, parts } = await importFile(path, shown);
  const lineOf = (place: Path) => placeInSource(common.lines, value, place);
  return { parts, file: { ...common, value, exact: false, lineOf } };
}
