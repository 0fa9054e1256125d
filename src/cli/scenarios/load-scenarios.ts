import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { getToken } from '../../../contracts/get-token.js';
import { bundlerMissing } from '../../k6/bundler-missing.js';
import { checkScenarios, type FoundScenario, type PlannedScenario } from '../../scenario/check.js';
import { ConfigError } from '../errors.js';
import { packageRoot } from '../package-root.js';
import { findLine } from './find-line.js';

const EXTENSIONS = /\.(ts|mts|js|mjs|json)$/;

/**
 * Every scenario of the project and, with a folder, the user's own, checked against the contract and with file and line.
 * A scenario file exports an array of scenarios as its default; the user's TypeScript is bundled on the fly. Throws `ConfigError`
 * with one line for each problem before anything is sent.
 */
export async function loadScenarios(userFolder: string | undefined, cwd: string): Promise<PlannedScenario[]> {
  const own = join(packageRoot, 'scenarios', 'get-token');
  const found = await loadFolder(own, packageRoot, importBuilt);
  if (userFolder !== undefined) {
    const folder = isAbsolute(userFolder) ? userFolder : join(cwd, userFolder);
    if (!existsSync(folder) || !statSync(folder).isDirectory()) {
      throw new ConfigError([`--scenarios ${userFolder}: there is no such folder`]);
    }
    const users = await loadFolder(folder, cwd, importBundled);
    if (users.length === 0)
      throw new ConfigError([
        `--scenarios ${userFolder}: no scenario in it; a file exports an array of scenarios as its default`,
      ]);
    found.push(...users);
  }
  const { scenarios, errors } = checkScenarios(found, getToken);
  if (errors.length > 0) throw new ConfigError(errors);
  return scenarios;
}

type ImportFile = (file: string, shown: string) => Promise<unknown>;

async function loadFolder(folder: string, base: string, importFile: ImportFile): Promise<FoundScenario[]> {
  const files = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => EXTENSIONS.test(file) && !/\.(test|d)\.m?ts$/.test(file) && !file.includes('node_modules'))
    .sort()
    .map((file) => join(folder, file));
  const found = await Promise.all(files.map((file) => loadFile(file, base, importFile)));
  return found.flat();
}

async function loadFile(file: string, base: string, importFile: ImportFile): Promise<FoundScenario[]> {
  const inside = relative(base, file);
  const shown = inside.startsWith('..') ? file : inside;
  const exported = file.endsWith('.json') ? readJson(file, shown) : await importFile(file, shown);
  if (!Array.isArray(exported)) {
    throw new ConfigError([
      `${shown}: expected an array of scenarios as the default export, found ${exported === undefined ? 'none' : typeof exported}`,
    ]);
  }
  const lines = readFileSync(file, 'utf8').split('\n');
  let from = 0;
  return exported.map((value: unknown) => {
    const name = (value as { name?: unknown } | null)?.name;
    const line = typeof name === 'string' ? findLine(lines, name, from) : from + 1;
    from = line;
    return { value, file: shown, line };
  });
}

function readJson(file: string, shown: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new ConfigError([`${shown}: is not JSON: ${(cause as Error).message}`], { cause });
  }
}

/** The project's own files are compiled with the rest of it. */
async function importBuilt(file: string): Promise<unknown> {
  const compiled = join(packageRoot, 'dist', relative(packageRoot, file)).replace(/\.ts$/, '.js');
  return ((await import(pathToFileURL(compiled).href)) as { default?: unknown }).default;
}

async function importBundled(file: string, shown: string): Promise<unknown> {
  try {
    const { outputFiles } = await build({
      entryPoints: [file],
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      logLevel: 'silent',
    });
    const module = await import(
      `data:text/javascript;base64,${Buffer.from(outputFiles[0]!.contents).toString('base64')}`
    );
    return (module as { default?: unknown }).default;
  } catch (cause) {
    throw new ConfigError([`${shown}: cannot be loaded: ${bundlerMissing(cause) ?? (cause as Error).message}`], {
      cause,
    });
  }
}
