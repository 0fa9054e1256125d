import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Results } from '../records/types.js';
import { type ResultsV1, upgradeResults } from '../records/upgrade-results.js';
import { UsageError } from './errors.js';
import { EXIT } from './exit-codes.js';
import type { RunVerdict } from './verdict.js';

/** The folder of a run by its path, or by its name in reports/; `reports/latest` is the run it points at. Throws `UsageError` when there is none. */
export function findRun(run: string, cwd: string): string {
  const found = [resolve(cwd, run), resolve(cwd, 'reports', run)].find((folder) => existsSync(folder));
  if (found === undefined) throw new UsageError(`${run}: there is no such folder; name the folder of a run`);
  return realpathSync(found);
}

/** Options with the run that they name by a link such as `latest`, which is soon another one: by its name in reports/, or else its folder. */
export function withRunNamed<Options extends { readonly rerunFailed?: string }>(
  options: Options,
  cwd: string,
): Options {
  if (options.rerunFailed === undefined) return options;
  const folder = findRun(options.rerunFailed, cwd);
  const name = basename(folder);
  const found = resolve(cwd, 'reports', name);
  return { ...options, rerunFailed: existsSync(found) && realpathSync(found) === folder ? name : folder };
}

/** The results in a run's folder, in the shape of today; undefined when it holds none. Throws `UsageError` for a file that is something else. */
export function storedResults(folder: string): (Results & RunVerdict) | undefined {
  const path = join(folder, 'results.json');
  if (!existsSync(path)) return undefined;
  try {
    const stored = JSON.parse(readFileSync(path, 'utf8')) as Results | ResultsV1;
    const exitCode = Object.values(EXIT).find((code) => code === stored.exitCode);
    if (exitCode !== undefined) return { ...upgradeResults(stored), exitCode };
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  throw new UsageError(`${path} is not the results of a run; remove it to have the report made from records.jsonl`);
}

/** The results of a run to compare with. Throws `UsageError` when there are none. */
export function resultsToCompare(run: string, cwd: string): Results {
  const folder = findRun(run, cwd);
  const results = storedResults(folder);
  if (results !== undefined) return results;
  throw new UsageError(`${folder} holds no results.json; make it with "facegate report ${run}"`);
}
