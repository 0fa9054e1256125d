import type { FullConfig, Reporter, Suite, TestCase, TestError, TestResult, TestStep } from '@playwright/test/reporter';

/** What the runner tells the program that started it, as it goes. */
export type RunnerMessage =
  | { readonly type: 'begin'; readonly total: number }
  | {
      readonly type: 'case';
      readonly failed: boolean;
      readonly notRun: boolean;
      readonly undecided: boolean;
      /** Ids of the rules that it breaks. */
      readonly broken: readonly string[];
    }
  /** A case came to no result; `title` is what the runner calls it. */
  | { readonly type: 'undecided'; readonly title: string; readonly message: string }
  /** Something for the person in front of the camera to do. */
  | { readonly type: 'prompt'; readonly text: string }
  /** The runner itself is at fault: a file that cannot be loaded, a time-out of a test. */
  | { readonly type: 'error'; readonly message: string };

/** Begins the title of a step that is meant for the person in front of the camera. */
export const PROMPT = 'person: ';

/** The annotation of a case that was due but could not be decided. */
export const UNDECIDED = 'undecided';

/** The annotation that names a rule which a case breaks. */
export const BROKEN = 'broken rule';

/**
 * Makes a test that is about to fail an expected failure until `ProgressReporter` has heard of it. Playwright starts a new worker,
 * and browser, after a failure that nobody expected: a second for each broken rule, though nothing in the worker is broken.
 */
export function keepWorker(info: Pick<TestCase, 'expectedStatus'>): void {
  info.expectedStatus = 'failed';
}

/** Sends progress to the parent process; prints nothing. */
export default class ProgressReporter implements Reporter {
  constructor() {
    // The program that started the runner was killed: nothing more is sent, as on Ctrl-C.
    process.once('disconnect', () => process.kill(process.pid, 'SIGINT'));
  }

  onBegin(_config: FullConfig, suite: Suite): void {
    tell({ type: 'begin', total: suite.allTests().length });
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    // From here on, in the reports and in the exit code, a broken rule is what it is: see `keepWorker`.
    if (result.status === 'failed') test.expectedStatus = 'passed';
    const annotations = [...test.annotations, ...result.annotations];
    const undecided = annotations.some(({ type }) => type === UNDECIDED);
    const skipped = result.status === 'skipped';
    tell({
      type: 'case',
      failed: result.status === 'failed' && !undecided,
      notRun: skipped && !undecided,
      undecided,
      broken: annotations.filter(({ type }) => type === BROKEN).map(({ description = '' }) => description),
    });
    const message = result.error?.message?.split('\n')[0];
    // Nothing was annotated: the case came to no result of its own.
    if (message !== undefined && annotations.length === 0) tell({ type: 'undecided', title: test.title, message });
    if (result.status === 'timedOut')
      tell({ type: 'error', message: result.error?.message ?? 'a case ran out of time' });
  }

  onStepBegin(_test: TestCase, _result: TestResult, { title }: TestStep): void {
    if (title.startsWith(PROMPT)) tell({ type: 'prompt', text: title.slice(PROMPT.length) });
  }

  onError(error: TestError): void {
    tell({ type: 'error', message: error.message ?? String(error.value) });
  }

  printsToStdio(): boolean {
    return true;
  }
}

function tell(message: RunnerMessage): void {
  if (process.connected) process.send?.(message);
}
