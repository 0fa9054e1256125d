import { join, resolve } from 'node:path';
import { suggest } from '../contract/suggest.js';
import { writeFileAtomic } from '../output/atomic-file.js';
import type { Console } from '../output/console.js';
import { createRedactor } from '../output/redactor.js';
import { appendText } from '../output/text-file.js';
import type { Results } from '../records/types.js';
import { githubAnnotations } from '../report/ci/annotations.js';
import { badge } from '../report/ci/badge.js';
import { ctrfReport } from '../report/ci/ctrf.js';
import { stepSummary } from '../report/ci/step-summary.js';
import { renderJunit } from '../report/junit.js';
import { doAll } from './do-all.js';
import { UsageError } from './errors.js';
import { REPORT_FILES, REPORT_FORMATS, type ReportFormat } from './report-formats.js';
import type { Environment } from './target/expand-env.js';

/** A report beside the page, as it was asked for or as the CI at hand takes it. */
export interface ExtraReport {
  readonly format: ReportFormat;
  /** As the user gave it, relative to the working directory; undefined: its place in the run's folder. */
  readonly file: string | undefined;
  /** Whether the file belongs to others, too: added to, never replaced. */
  readonly append: boolean;
}

/**
 * The reports that `--report FORMAT[=FILE]` asks for, each as often as given, and those that the CI at hand shows by itself:
 * annotations and the job's summary on GitHub. Throws `UsageError` with a suggestion.
 */
export function extraReports(given: readonly string[], env: Environment): ExtraReport[] {
  const wanted = given.map((text): ExtraReport => {
    const [format = '', ...file] = text.split('=');
    if (!(REPORT_FORMATS as readonly string[]).includes(format))
      throw new UsageError(
        `--report ${text}: there is no format "${format}"; there are: ${REPORT_FORMATS.join(', ')}${suggest(format, REPORT_FORMATS)}`,
      );
    const path = file.join('=');
    if (text.includes('=') && path === '') throw new UsageError(`--report ${text}: a file is missing behind "="`);
    return { format: format as ReportFormat, file: path === '' ? undefined : path, append: false };
  });
  if (env.GITHUB_ACTIONS !== 'true') return wanted;
  const summary = env.GITHUB_STEP_SUMMARY ?? '';
  const byCi: ExtraReport[] = [
    { format: 'github', file: undefined, append: false },
    ...(summary === '' ? [] : [{ format: 'summary', file: summary, append: true } as const]),
  ];
  return [...wanted, ...byCi.filter(({ format }) => !wanted.some((one) => one.format === format))];
}

/** Writes them, the others too where one cannot be written; `results` are redacted already. Throws as `doAll`. */
export function writeExtraReports(
  reports: readonly ExtraReport[],
  results: Results,
  place: { readonly folder: string; readonly cwd: string },
  console: Console,
): void {
  doAll(reports.map((report) => () => writeExtraReport(report, results, place, console)));
}

function writeExtraReport(
  { format, file, append }: ExtraReport,
  results: Results,
  place: { readonly folder: string; readonly cwd: string },
  console: Console,
): void {
  const asIs = createRedactor([]);
  const text = TEXT[format](results);
  const path = file === undefined ? join(place.folder, REPORT_FILES[format]) : resolve(place.cwd, file);
  if (format === 'github' && file === undefined) {
    if (text !== '') console.block(text);
  } else if (append) appendText(path, text, asIs);
  else writeFileAtomic(path, text, asIs);
}

const TEXT: Readonly<Record<ReportFormat, (results: Results) => string>> = {
  junit: (results) => renderJunit(results),
  ctrf: (results) => `${JSON.stringify(ctrfReport(results), undefined, 2)}\n`,
  badge: (results) => badge(results),
  github: (results) =>
    githubAnnotations(results)
      .map((line) => `${line}\n`)
      .join(''),
  summary: (results) => stepSummary(results),
};
