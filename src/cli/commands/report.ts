import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { rebuildResults } from '../../conformance/rebuild-results.js';
import { createRedactor } from '../../output/redactor.js';
import { FolderRefused, reopenRunFolder } from '../../output/run-folder.js';
import type { Results } from '../../records/types.js';
import { type ResultsV1, upgradeResults } from '../../records/upgrade-results.js';
import { UsageError } from '../../run/errors.js';
import { EXIT, type ExitCode } from '../../run/exit-codes.js';
import { extraReports } from '../../run/extra-reports.js';
import type { JudgedResults } from '../../run/finish-run.js';
import { publishRun } from '../../run/publish-run.js';
import { RECORDS_FILE, readRun } from '../../run/run-records.js';
import { openConsole } from '../../run/terminal.js';

/**
 * Makes the report of a run again: from its results, or, when it was cut off before it had any, from its records, marked
 * INCOMPLETE. Sends nothing. Returns the exit code of the run.
 */
export async function reportCommand(run: string, given: readonly string[] = []): Promise<ExitCode> {
  const cwd = process.cwd();
  const reports = extraReports(given, {});
  const folder = findRun(run, cwd);
  const redactor = createRedactor([]);
  const console = openConsole(redactor);
  const claimed = reopen(folder);
  try {
    const results = resultsIn(folder) ?? rebuilt(folder);
    return await publishRun({ folder, cwd, claimed, reports }, results, console);
  } finally {
    claimed.release();
  }
}

/** A folder, or the name of one in reports/. */
function findRun(run: string, cwd: string): string {
  const found = [resolve(cwd, run), resolve(cwd, 'reports', run)].find((folder) => existsSync(folder));
  if (found === undefined) throw new UsageError(`${run}: there is no such folder; name the folder of a run`);
  return found;
}

function reopen(folder: string) {
  try {
    return reopenRunFolder(folder);
  } catch (cause) {
    if (cause instanceof FolderRefused) throw new UsageError(cause.message, { cause });
    throw cause;
  }
}

function resultsIn(folder: string): JudgedResults | undefined {
  const path = join(folder, 'results.json');
  if (!existsSync(path)) return undefined;
  try {
    const stored = JSON.parse(readFileSync(path, 'utf8')) as Results | ResultsV1;
    const exitCode = Object.values(EXIT).find((code) => code === stored.exitCode);
    if (exitCode !== undefined) return { ...upgradeResults(stored), exitCode };
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  throw new UsageError(`${path} is not the results of a run; remove it to have the report made from ${RECORDS_FILE}`);
}

function rebuilt(folder: string): JudgedResults {
  const path = join(folder, RECORDS_FILE);
  if (!existsSync(path)) throw new UsageError(`${folder} holds no records of a run, so no report can be made`);
  const results = rebuildResults(readRun(path), statSync(path).mtime);
  if (results === undefined)
    throw new UsageError(`${relative(process.cwd(), path)}: the first line does not tell what run it is of`);
  return results;
}
