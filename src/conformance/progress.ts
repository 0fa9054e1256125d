import type { Texts } from '../run/language.js';
import type { RunnerMessage } from './harness/progress-reporter.js';

/** How far a run is. */
export interface Progress {
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly notRun: number;
  readonly undecided: number;
}

export const nothingDone: Progress = { total: 0, done: 0, failed: 0, notRun: 0, undecided: 0 };

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
  };
}

/** One line: the share done, cases done and failed, and, after a tenth of them, the time left by the pace so far. */
export function describeProgress(
  { total, done, failed, notRun, undecided }: Progress,
  elapsedMs: number,
  { cases, join }: Texts['progress'],
): string {
  const parts = total === 0 ? [] : [`${Math.floor((100 * done) / total)} %`];
  parts.push(cases.done(done, total), cases.failed(failed));
  if (notRun > 0) parts.push(cases.notRun(notRun));
  if (undecided > 0) parts.push(cases.undecided(undecided));
  // The first cases take as long as everything has to be started: what they say of the others is wild.
  if (done < total && done >= Math.max(10, total / 10))
    parts.push(cases.left(Math.max(1, Math.round(((elapsedMs / done) * (total - done)) / 1000))));
  return parts.join(join);
}
