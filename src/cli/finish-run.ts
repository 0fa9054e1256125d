import { dirname, join, relative, resolve } from 'node:path';
import { pointLatest } from '../output/atomic-file.js';
import type { Console } from '../output/console.js';
import type { Redactor } from '../output/redactor.js';
import type { LoadRecord } from '../records/load-types.js';
import type { RedactionCount, Results } from '../records/types.js';
import { sumCounts, summarise } from './contract/assemble.js';
import { concludeRun, type Finding, type RunVerdict } from './contract/verdict.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { packageVersion } from './package-root.js';
import type { Target } from './target/types.js';
import { writeRun } from './write-run.js';

/** A run that is about to begin: its name, its folder, its seed. */
export interface RunFrame {
  readonly id: string;
  readonly folder: string;
  readonly startedAt: Date;
  readonly seed: number;
  readonly cwd: string;
  readonly target: Pick<Target, 'name' | 'url'>;
  /** The words after `facegate` that repeat the run. */
  readonly command: readonly string[];
}

/** Names a run after its time and its target; its folder is `out`, or one of `reports/`. */
export function frameRun(given: {
  readonly target: Pick<Target, 'name' | 'url'>;
  readonly out: string | undefined;
  readonly cwd: string;
  readonly seed: number;
  readonly command: readonly string[];
}): RunFrame {
  const startedAt = new Date();
  const id = `${startedAt
    .toISOString()
    .replace(/[:.]/g, '-')
    .replace(/-\d+Z$/, 'Z')}-${given.target.name}`;
  return { ...given, id, startedAt, folder: resolve(given.cwd, given.out ?? join('reports', id)) };
}

/** Tells this run's `biz_no` from those of every other run. */
export function runSeedOf({ startedAt, seed }: RunFrame): string {
  return `${startedAt.getTime().toString(36)}${seed.toString(36)}`;
}

/** Results whose exit code is one of the program's. */
export type JudgedResults = Results & RunVerdict;

/** What a run came to. */
export interface RunParts {
  /** Undefined when no contract was run. */
  readonly contract: Results['contract'] | undefined;
  readonly load: readonly LoadRecord[];
  readonly findings: readonly Finding[];
  /** What other processes redacted. */
  readonly redactions: readonly RedactionCount[];
}

/** Puts the results of a run together. */
export function resultsOf(frame: RunFrame, parts: RunParts, redactor: Redactor): JudgedResults {
  const { id, startedAt, seed, target, command } = frame;
  const judged = concludeRun(parts.findings);
  const cutShort: readonly ExitCode[] = [EXIT.interrupted, EXIT.unreachable, EXIT.usage];
  return {
    run: {
      id,
      startedAt: startedAt.toISOString(),
      finishedAt: new Date().toISOString(),
      command,
      complete: !parts.findings.some(({ code }) => cutShort.includes(code)),
      seed,
      target: { name: target.name, url: target.url },
      version: packageVersion,
      node: process.versions.node,
    },
    contract: parts.contract ?? NO_CONTRACT,
    load: parts.load,
    redactions: sumCounts([...parts.redactions, ...redactor.counts()]),
    ...judged,
  };
}

const NO_CONTRACT: Results['contract'] = {
  results: [],
  rules: [],
  groups: [],
  openQuestions: [],
  summary: summarise([], 0),
};

/** Writes the run's folder and returns the path of its page as the user is told it. */
export async function writeRunFolder(
  { folder, cwd }: Pick<RunFrame, 'folder' | 'cwd'>,
  results: Results,
  redactor: Redactor,
  links: readonly { readonly label: string; readonly href: string }[],
): Promise<string> {
  const page = await writeRun(folder, results, redactor, links);
  if (dirname(folder) === resolve(cwd, 'reports')) pointLatest(folder);
  const shown = relative(cwd, page);
  return shown.startsWith('..') ? page : shown;
}

/** The files of a run's folder that every run has. */
export const RUN_LINKS = [
  { label: 'results.json', href: 'results.json' },
  { label: 'junit.xml', href: 'junit.xml' },
];

/** Those of a run with a contract. */
export const CONTRACT_LINKS = [{ label: "Playwright's report", href: 'playwright/index.html' }, ...RUN_LINKS];

/** Where the report is. */
export function printReport(page: string, console: Console): void {
  console.line(['Report: ', { text: page, style: 'cyan' }]);
}
