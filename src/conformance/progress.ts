import type { CaseProgress } from '../records/live-types.js';
import type { Texts } from '../run/language.js';
import type { RunnerMessage } from './harness/progress-reporter.js';

/** How far a run is. */
export interface Progress {
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly notRun: number;
  readonly undecided: number;
  /** Ids of the rules that failed cases break. */
  readonly broken: ReadonlySet<string>;
}

export const nothingDone: Progress = { total: 0, done: 0, failed: 0, notRun: 0, undecided: 0, broken: new Set() };

/** The progress after a message of the runner. */
export function advance(progress: Progress, message: RunnerMessage): Progress {
  if (message.type === 'begin') return { ...progress, total: message.total };
  if (message.type !== 'case') return progress;
  return {
    ...progress,
    done: progress.done + 1,
    failed: progress.failed + (message.failed ? 1 : 0),
    notRun: progress.notRun + (message.notRun ? 1 : 0),
    undecided: progress.undecided + (message.undecided ? 1 : 0),
    broken: new Set([...progress.broken, ...message.broken]),
  };
}

/** The same as figures, for the page of `--live`. */
export function caseProgress(progress: Progress, elapsedMs: number): CaseProgress {
  return { ...progress, broken: progress.broken.size, elapsedMs, leftMs: leftMs(progress, elapsedMs) };
}

/** By the pace so far; null when all is done, and at first: the first cases take as long as everything has to be started. */
function leftMs({ total, done }: Progress, elapsedMs: number): number | null {
  if (done >= total || done < Math.max(10, total / 10)) return null;
  return Math.max(1000, (elapsedMs / done) * (total - done));
}

/** One line: the share done, cases done and failed, and, after a tenth of them, the time left by the pace so far. */
export function describeProgress(progress: Progress, elapsedMs: number, { cases, join }: Texts['progress']): string {
  const { total, done, failed, notRun, undecided } = progress;
  const parts = total === 0 ? [] : [`${Math.floor((100 * done) / total)} %`];
  parts.push(cases.done(done, total), cases.failed(failed));
  if (notRun > 0) parts.push(cases.notRun(notRun));
  if (undecided > 0) parts.push(cases.undecided(undecided));
  const left = leftMs(progress, elapsedMs);
  if (left !== null) parts.push(cases.left(Math.round(left / 1000)));
  return parts.join(join);
}
