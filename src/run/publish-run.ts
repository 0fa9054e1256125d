import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { pointLatest } from '../output/atomic-file.js';
import { appendRecord, readRecordsIfAny } from '../output/jsonl.js';
import { createRedactor } from '../output/redactor.js';
import { type HistoryLine, historyLine, historyLines } from '../records/history.js';
import { compareRuns } from '../report/compare.js';
import { renderComparison } from '../report/comparison-text.js';
import { renderSummary } from '../report/summary.js';
import { doAll } from './do-all.js';
import { ConfigError } from './errors.js';
import type { ExitCode } from './exit-codes.js';
import { writeExtraReports } from './extra-reports.js';
import type { JudgedResults, OpenRun } from './finish-run.js';
import type { openConsole } from './terminal.js';
import { writeRun } from './write-run.js';

/** What the page of a run leads to, as far as the run's folder has it. */
const LINKS = [
  { label: "Playwright's report", href: 'playwright/index.html' },
  { label: 'results.json', href: 'results.json' },
  { label: 'junit.xml', href: 'junit.xml' },
];
const WRITTEN_WITH_THE_PAGE = ['results.json', 'junit.xml'];

/**
 * Tells what came of a run, writes its folder and the reports asked for, and says where the page is. Returns the exit code.
 * Throws `OutputError`, and `ConfigError` for a history that cannot be read; an `AggregateError` of all where several failed. What was
 * found is told before, so a folder that cannot be written does not take the verdict with it, and a report or history that cannot
 * be written does not take the folder with it.
 */
export async function publishRun(
  { folder, cwd, claimed, presentation }: Pick<OpenRun, 'folder' | 'cwd' | 'claimed' | 'presentation'>,
  results: JudgedResults,
  console: ReturnType<typeof openConsole>,
): Promise<ExitCode> {
  const { extra, language, historyFile, against } = presentation;
  const { texts, translate } = language;
  const told = translate(results);
  const other = against === undefined ? undefined : translate(against);
  if (other !== undefined) {
    const names = { before: other.run.id, after: told.run.id };
    console.block(`${renderComparison(compareRuns(other, told), names, { colour: console.colour }, texts)}\n`);
  }
  console.block(renderSummary(told, console, texts));
  const { history, unread } = readHistory(historyFile);
  const links = LINKS.filter(({ href }) => WRITTEN_WITH_THE_PAGE.includes(href) || existsSync(join(folder, href)));
  const earlier = { history, ...(other === undefined ? {} : { against: other }) };
  const page = await writeRun(folder, results, told, { links, ...earlier }, texts);
  const shown = relative(cwd, page);
  // A report made again is of a run that has its line already, and need not be the latest.
  const isNew = !history.some(({ id }) => id === results.run.id);
  doAll([
    () => writeExtraReports(extra, results, { folder, cwd }, console),
    () => claimed.finish(),
    () =>
      console.line([
        `${texts.summary.report}${texts.lead.colon}`,
        { text: shown.startsWith('..') ? page : shown, style: 'cyan' },
      ]),
    () => {
      if (isNew && dirname(folder) === resolve(cwd, 'reports')) pointLatest(folder);
    },
    () => {
      if (isNew) appendRecord(historyFile, historyLine(results), createRedactor([]));
      // Where the line cannot be added either, that says enough.
      if (unread !== undefined) throw unread;
    },
  ]);
  return results.exitCode;
}

/** The runs so far; none where the file cannot be read, which is told once the folder is whole. */
function readHistory(file: string): { history: HistoryLine[]; unread?: ConfigError } {
  try {
    return { history: historyLines(readRecordsIfAny(file)) };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const said = `${file}: could not be read: ${why}; the run has its line in it, and its page lacks the runs before: move the file away, or name another with --history`;
    return { history: [], unread: new ConfigError([said], { cause }) };
  }
}
