import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { redactedJson } from '../output/redacted-json.js';
import type { Redactor } from '../output/redactor.js';
import { type ClaimedFolder, claimRunFolder, FolderRefused } from '../output/run-folder.js';
import type { LoadRecord } from '../records/load-types.js';
import type { RedactionCount, Results } from '../records/types.js';
import { clockStep, type Moment, now, timeSince } from './clock.js';
import { countResults, sumCounts } from './counts.js';
import { UsageError } from './errors.js';
import { EXIT, isCutShort } from './exit-codes.js';
import { expectReport, interruptCode } from './interrupt.js';
import { requireOpenFiles } from './open-files.js';
import { packageVersion } from './package-root.js';
import type { Presentation } from './presentation.js';
import type { Target } from './target/types.js';
import { concludeRun, type Finding, type RunVerdict } from './verdict.js';

/** A run that is about to begin: its name, its folder, its seed. */
export interface RunFrame {
  readonly id: string;
  readonly folder: string;
  readonly startedAt: Date;
  /** The same on both clocks. */
  readonly begin: Moment;
  readonly seed: number;
  readonly cwd: string;
  readonly target: Pick<Target, 'name' | 'url'>;
  /** The words after `facegate` that repeat the run. */
  readonly command: readonly string[];
  readonly presentation: Presentation;
}

/** A run that has its folder to itself; a signal is from now on followed by a report. */
export interface OpenRun extends RunFrame {
  readonly claimed: ClaimedFolder;
}

/** What a run is named and placed by. */
export interface RunPlace {
  readonly target: Pick<Target, 'name' | 'url'>;
  readonly out: string | undefined;
  readonly cwd: string;
  readonly seed: number;
  readonly command: readonly string[];
  readonly presentation: Presentation;
}

const MOST_IN_A_SECOND = 100;

/**
 * Frames a run and takes its folder, before anything is sent. Throws `UsageError`, with nothing touched, when `out` holds what is
 * not of a finished run; release `claimed` when the run is over.
 */
export function openRun(given: RunPlace): OpenRun {
  requireOpenFiles();
  const frame = frameRun(given);
  for (let tries = 1; ; tries += 1) {
    // Runs of the same second have folders of their own.
    const suffix = tries === 1 ? '' : `-${tries}`;
    const { id, folder } = {
      id: `${frame.id}${suffix}`,
      folder: given.out === undefined ? `${frame.folder}${suffix}` : frame.folder,
    };
    if (given.out === undefined && existsSync(folder) && tries < MOST_IN_A_SECOND) continue;
    try {
      const claimed = claimRunFolder(folder);
      expectReport(given.presentation.language.texts.progress.windingDown);
      return { ...frame, id, folder, claimed };
    } catch (cause) {
      if (!(cause instanceof FolderRefused)) throw cause;
      if (given.out !== undefined || tries >= MOST_IN_A_SECOND) throw new UsageError(cause.message, { cause });
    }
  }
}

/** Names a run after its time and its target; its folder is `out`, or one of `reports/`. */
export function frameRun(given: RunPlace): RunFrame {
  const begin = now();
  const startedAt = new Date(begin.wallMs);
  const id = `${startedAt
    .toISOString()
    .replace(/[:.]/g, '-')
    .replace(/-\d+Z$/, 'Z')}-${given.target.name}`;
  return { ...given, id, startedAt, begin, folder: resolve(given.cwd, given.out ?? join('reports', id)) };
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

/** Puts the results of a run that has just ended together, redacted: what is made of them, files and screen, only cuts and escapes. */
export function resultsOf(frame: RunFrame, parts: RunParts, redactor: Redactor): JudgedResults {
  const { id, startedAt, seed, target, command } = frame;
  const end = now();
  const run = {
    id,
    startedAt: startedAt.toISOString(),
    finishedAt: new Date(timeSince(frame.begin, end)).toISOString(),
    command,
    seed,
    target: { name: target.name, url: target.url },
  };
  const step = clockStep(frame.begin, end);
  const stepped: Finding[] = step === '' ? [] : [{ code: EXIT.passed, text: step }];
  const findings = [...parts.findings.map(bySignal), ...stepped];
  const results = resultsFor(run, { ...parts, findings, redactions: [] });
  const clean = JSON.parse(redactedJson(results, redactor)) as JudgedResults;
  return { ...clean, redactions: sumCounts([...parts.redactions, ...redactor.counts()]) };
}

/** The same for a run of any time, whose parts were redacted when they were recorded. */
export function resultsFor(
  run: Omit<Results['run'], 'complete' | 'version' | 'node'>,
  { contract, load, findings, redactions }: RunParts,
): JudgedResults {
  const complete = !findings.some(({ code }) => isCutShort(code));
  return {
    schemaVersion: 2,
    run: { ...run, complete, version: packageVersion, node: process.versions.node },
    contract: contract ?? NO_CONTRACT,
    load,
    redactions,
    ...concludeRun(findings),
  };
}

/** A run that was stopped ends with the code of the signal that stopped it. */
function bySignal(finding: Finding): Finding {
  return finding.code === EXIT.interrupted ? { ...finding, code: interruptCode() ?? finding.code } : finding;
}

const NO_CONTRACT: Results['contract'] = {
  results: [],
  rules: [],
  endpoints: [],
  groups: [],
  openQuestions: [],
  summary: countResults([], 0),
};
