import { join } from 'node:path';
import { findLine } from '../../run/data-file/find-line.js';
import { importBuilt, importBundled } from '../../run/data-file/import-source.js';
import { type DataFile, findFolder, loadFolder } from '../../run/data-file/load-folder.js';
import { ConfigError } from '../../run/errors.js';
import { packageRoot } from '../../run/package-root.js';
import type { FoundScenario } from '../scenario/check.js';

/** Scenarios as found in files, and what is wrong with files as a whole, one line each. */
export interface LoadedScenarios {
  readonly found: readonly FoundScenario[];
  readonly problems: readonly string[];
}

/** The project's own scenarios, not yet checked. */
export async function builtInScenarios(): Promise<LoadedScenarios> {
  const { files, problems } = await loadFolder(join(packageRoot, 'scenarios'), packageRoot, importBuilt);
  return scenariosIn(files, problems);
}

/** Those of a folder of the user, not yet checked. */
export async function usersScenarios(given: string, cwd: string): Promise<LoadedScenarios> {
  const folder = findFolder('--scenarios', given, cwd);
  const { files, problems } = await loadFolder(folder, cwd, importBundled);
  const users = scenariosIn(files, problems);
  if (users.found.length === 0 && users.problems.length === 0)
    throw new ConfigError([
      `--scenarios ${given}: no scenario in it; a file exports an array of scenarios as its default`,
    ]);
  return users;
}

/** The scenarios of files, each with its line. */
export function scenariosIn(files: readonly DataFile[], problems: readonly string[]): LoadedScenarios {
  const isList = ({ value }: DataFile) => Array.isArray(value);
  return {
    found: files.filter(isList).flatMap(placeScenarios),
    problems: [
      ...problems,
      ...files
        .filter((file) => !isList(file))
        .map(
          ({ shown, value }) =>
            `${shown}: expected ${EXPORTED.test(shown) ? 'an array' : 'a list'} of scenarios${
              EXPORTED.test(shown) ? ' as the default export' : ''
            }, found ${whatStandsThere(value)}`,
        ),
    ],
  };
}

/** A module, whose default export counts; the others are data as a whole. */
const EXPORTED = /\.m?[jt]s$/i;

/** What a file holds in place of scenarios, with the cure where it is known. */
function whatStandsThere(value: unknown): string {
  if (value === undefined || value === null) return 'none';
  if (typeof value !== 'object') return typeof value;
  if ('url' in value) return 'a target file, by its "url": keep it outside this folder, and give it as --target';
  return 'rules' in value ? 'a contract: name the file contract.yaml, .json, .ts or .js' : 'an object';
}

function placeScenarios({ value, shown, lines, exact, lineOf }: DataFile): FoundScenario[] {
  let from = 0;
  return (value as readonly unknown[]).map((scenario, index) => {
    const name = (scenario as { name?: unknown } | null)?.name;
    if (exact) from = lineOf(typeof name === 'string' ? [index, 'name'] : [index]);
    else from = typeof name === 'string' ? findLine(lines, name, from) : from + 1;
    return {
      value: scenario,
      file: shown,
      line: from,
      ...(exact ? { lineOf: (path) => lineOf([index, ...path]) } : {}),
    };
  });
}
