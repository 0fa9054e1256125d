import { resolve } from 'node:path';
import type { Results } from '../records/types.js';
import { type ExtraReport, extraReports } from './extra-reports.js';
import { type Lang, type Language, languageOf } from './language.js';
import { resultsToCompare } from './stored-results.js';
import type { Environment } from './target/expand-env.js';

/** Options of every command that reports, as the command line gives them. */
export interface PresentationOptions {
  readonly report?: readonly string[];
  readonly lang?: Lang;
  readonly history?: string;
  readonly against?: string;
}

/** How a run is told, and what of it is kept. */
export interface Presentation {
  /** Reports beside the page. */
  readonly extra: readonly ExtraReport[];
  readonly language: Language;
  /** The file that gets a line of each run. */
  readonly historyFile: string;
  /** A run to compare with; undefined when none was named. */
  readonly against: Results | undefined;
}

/** Reads the options, before anything is sent. Throws `UsageError`. */
export function presentation(options: PresentationOptions, env: Environment, cwd: string): Presentation {
  const { report = [], lang = 'en', history, against } = options;
  return {
    extra: extraReports(report, env),
    language: languageOf(lang),
    historyFile: resolve(cwd, history ?? 'reports/history.jsonl'),
    against: against === undefined ? undefined : resultsToCompare(against, cwd),
  };
}
