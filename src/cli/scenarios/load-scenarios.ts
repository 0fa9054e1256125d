import { isUtf8 } from 'node:buffer';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildFailure, build, type Message, transform } from 'esbuild';
import { repeatedKeys } from '../../contract/repeated-keys.js';
import type { Contract } from '../../contract/types.js';
import { bundlerMissing } from '../../k6/bundler-missing.js';
import { checkScenarios, type FoundScenario, type PlannedScenario } from '../../scenario/check.js';
import { ConfigError } from '../errors.js';
import { packageRoot } from '../package-root.js';
import { findLine } from './find-line.js';

const EXTENSIONS = /\.(ts|mts|js|mjs|json)$/;

/**
 * Every scenario of the project and, with a folder, the user's own, checked against the contracts and with file and line.
 * A scenario file exports an array of scenarios as its default; the user's TypeScript is bundled on the fly. Throws one
 * `ConfigError` with a line for each problem of all files before anything is sent.
 */
export async function loadScenarios(
  contracts: readonly Contract[],
  userFolder: string | undefined,
  cwd: string,
): Promise<PlannedScenario[]> {
  const own = join(packageRoot, 'scenarios');
  const { found, problems } = await loadFolder(own, packageRoot, importBuilt);
  if (userFolder !== undefined) {
    const folder = isAbsolute(userFolder) ? userFolder : join(cwd, userFolder);
    if (!existsSync(folder) || !statSync(folder).isDirectory()) {
      throw new ConfigError([`--scenarios ${userFolder}: there is no such folder`]);
    }
    const users = await loadFolder(folder, cwd, importBundled);
    if (users.found.length === 0 && users.problems.length === 0)
      throw new ConfigError([
        `--scenarios ${userFolder}: no scenario in it; a file exports an array of scenarios as its default`,
      ]);
    found.push(...users.found);
    problems.push(...users.problems);
  }
  const { scenarios, errors } = checkScenarios(found, contracts);
  const all = [...problems, ...errors];
  if (all.length > 0) throw new ConfigError(all);
  return scenarios;
}

type ImportFile = (file: string, shown: string) => Promise<unknown>;

interface Loaded {
  readonly found: FoundScenario[];
  /** What is wrong with files as a whole, one line each. */
  readonly problems: string[];
}

async function loadFolder(folder: string, base: string, importFile: ImportFile): Promise<Loaded> {
  const files = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => EXTENSIONS.test(file) && !/\.(test|d)\.m?ts$/.test(file) && !file.includes('node_modules'))
    .sort()
    .map((file) => join(folder, file));
  const loaded = await Promise.all(files.map((file) => loadFile(file, base, importFile)));
  return { found: loaded.flatMap(({ found }) => found), problems: loaded.flatMap(({ problems }) => problems) };
}

async function loadFile(file: string, base: string, importFile: ImportFile): Promise<Loaded> {
  const inside = relative(base, file);
  const shown = inside.startsWith('..') ? file : inside;
  try {
    return { found: await readFile(file, shown, importFile), problems: [] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { found: [], problems: [...error.problems] };
  }
}

async function readFile(file: string, shown: string, importFile: ImportFile): Promise<FoundScenario[]> {
  const bytes = readFileSync(file);
  if (!isUtf8(bytes)) throw new ConfigError([`${shown}: is not UTF-8; save it in this encoding`]);
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  const exported = file.endsWith('.json') ? await readJson(text, shown) : await importFile(file, shown);
  if (!Array.isArray(exported)) {
    throw new ConfigError([
      `${shown}: expected an array of scenarios as the default export, found ${exported === undefined ? 'none' : typeof exported}`,
    ]);
  }
  const lines = text.split('\n');
  let from = 0;
  return exported.map((value: unknown) => {
    const name = (value as { name?: unknown } | null)?.name;
    const line = typeof name === 'string' ? findLine(lines, name, from) : from + 1;
    from = line;
    return { value, file: shown, line };
  });
}

const keyTwice = (place: string, key: string) =>
  `${place}: the key ${JSON.stringify(key)} stands twice in one object; remove one of them`;

async function readJson(text: string, shown: string): Promise<unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ConfigError(await problemsOfJson(text, shown, cause as Error), { cause });
  }
  const twice = repeatedKeys(text).map(({ key, at }) =>
    keyTwice(`${shown}:${text.slice(0, at).split('\n').length}`, key),
  );
  if (twice.length > 0) throw new ConfigError(twice);
  return value;
}

/** JSON.parse gives no line; the bundler does, where it is there. */
async function problemsOfJson(text: string, shown: string, otherwise: Error): Promise<string[]> {
  try {
    await transform(text, { loader: 'json', logLevel: 'silent' });
  } catch (cause) {
    const { errors = [] } = cause as Partial<BuildFailure>;
    if (errors.length > 0)
      return errors.map((error) => `${shown}:${error.location?.line ?? 1}: is not JSON: ${error.text}`);
  }
  return [`${shown}: is not JSON: ${otherwise.message}`];
}

/** The project's own files are compiled with the rest of it. */
async function importBuilt(file: string): Promise<unknown> {
  const compiled = join(packageRoot, 'dist', relative(packageRoot, file)).replace(/\.ts$/, '.js');
  return ((await import(pathToFileURL(compiled).href)) as { default?: unknown }).default;
}

async function importBundled(file: string, shown: string): Promise<unknown> {
  const place = ({ location }: Message) =>
    location === null ? shown : `${resolve(location.file) === file ? shown : location.file}:${location.line}`;
  try {
    const { outputFiles, warnings } = await build({
      entryPoints: [file],
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      logLevel: 'silent',
    });
    const twice = warnings.filter(({ id }) => id === 'duplicate-object-key');
    if (twice.length > 0)
      throw new ConfigError(twice.map((one) => keyTwice(place(one), /"(.*)"/.exec(one.text)?.[1] ?? '')));
    const module = await import(
      `data:text/javascript;base64,${Buffer.from(outputFiles[0]!.contents).toString('base64')}`
    );
    return (module as { default?: unknown }).default;
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    const { errors } = cause as Partial<BuildFailure>;
    if (Array.isArray(errors) && errors.length > 0)
      throw new ConfigError(
        errors.map((one) => `${place(one)}: cannot be loaded: ${one.text}`),
        { cause },
      );
    throw new ConfigError([`${shown}: cannot be loaded: ${bundlerMissing(cause) ?? (cause as Error).message}`], {
      cause,
    });
  }
}
