import { existsSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { rebuildResults } from '../../conformance/rebuild-results.js';
import { createRedactor } from '../../output/redactor.js';
import { FolderRefused, reopenRunFolder } from '../../output/run-folder.js';
import { UsageError } from '../../run/errors.js';
import type { ExitCode } from '../../run/exit-codes.js';
import type { JudgedResults } from '../../run/finish-run.js';
import { type PresentationOptions, presentation } from '../../run/presentation.js';
import { publishRun } from '../../run/publish-run.js';
import { RECORDS_FILE, readRun } from '../../run/run-records.js';
import { findRun, storedResults } from '../../run/stored-results.js';
import { openConsole } from '../../run/terminal.js';

/**
 * Makes the report of a run again: from its results, or, when it was cut off before it had any, from its records, marked
 * INCOMPLETE. Sends nothing. Returns the exit code of the run.
 */
export async function reportCommand(run: string, options: PresentationOptions = {}): Promise<ExitCode> {
  const cwd = process.cwd();
  const shown = presentation(options, {}, cwd);
  const folder = findRun(run, cwd);
  const redactor = createRedactor([]);
  const console = openConsole(redactor);
  const claimed = reopen(folder);
  try {
    const results = storedResults(folder) ?? rebuilt(folder);
    return await publishRun({ folder, cwd, claimed, presentation: shown }, results, console);
  } finally {
    claimed.release();
  }
}

function reopen(folder: string) {
  try {
    return reopenRunFolder(folder);
  } catch (cause) {
    if (cause instanceof FolderRefused) throw new UsageError(cause.message, { cause });
    throw cause;
  }
}

function rebuilt(folder: string): JudgedResults {
  const path = join(folder, RECORDS_FILE);
  if (!existsSync(path)) throw new UsageError(`${folder} holds no records of a run, so no report can be made`);
  const results = rebuildResults(readRun(path), statSync(path).mtime);
  if (results === undefined)
    throw new UsageError(`${relative(process.cwd(), path)}: the first line does not tell what run it is of`);
  return results;
}
