import { sayOfMachine as say } from '../sayings/machine.js';
import { after, sharedClock } from './clock.js';
import type { LogLevel, ScriptStop } from './environment.js';
import { LOAD_EXIT, type LoadExit } from './exit-codes.js';
import { type SendBounds, sharedBounds } from './http/send-budget.js';
import type { Boot, Called, Declared, InstanceEvent, Part } from './instance-api.js';
import { collectGarbage, keepYoungGenerationSmall } from './lean-heap.js';
import { Ledger } from './ledger.js';
import { LoadError } from './load-error.js';
import { LogLimiter } from './log-limiter.js';
import type { RawOptions } from './options/raw-options.js';
import { maxVusOf, regularDurationMs } from './options/scenario-types.js';
import { completeSettings, type Settings, unknownOptions } from './options/settings.js';
import type { LoadOutcome } from './outcome.js';
import { PointLines } from './point-lines.js';
import { type Phase, type Progress, plannedMs, progressOf } from './progress.js';
import { distributionsOf, lagOf } from './results.js';
import { summarize, summaryExport } from './summary.js';
import { unpackFiles } from './summary-files.js';
import type { SpawnThread, Thread } from './thread.js';
import { thresholdProblem } from './thresholds.js';
import { Timeline } from './timeline.js';

/** Threads report this often; thresholds are judged at every second report, as often as k6 does. */
const REPORT_EVERY_MS = 1000;
/** A little time for all threads to be ready for the common start. */
const LEAD_MS = 20;
/** After the drain, a thread that has still not ended is stuck in the script. */
const STUCK_AFTER_MS = 2000;
/** A thread that lets its connections go does so at once; one that is stuck in the script never does. */
const CLOSE_MS = 1000;

export interface MasterOptions {
  readonly boot: Boot;
  /** Options stronger than the script's. */
  readonly layers: readonly RawOptions[];
  readonly workers: number;
  readonly spawn: SpawnThread;
  readonly wantsExport: boolean;
  readonly warnings: readonly string[];
  readonly onPoints: ((lines: string) => void) | undefined;
  readonly onProgress: ((progress: Progress) => void) | undefined;
  readonly onLog: (level: LogLevel, text: string) => void;
  readonly signal: AbortSignal | undefined;
  readonly drainMs: number;
  /** What the run may send at most; undefined: no bound. */
  readonly bounds: SendBounds | undefined;
}

/** Why a run ends before its time, in the order of precedence. */
interface Ending {
  readonly exitCode: LoadExit;
  readonly cause: string;
}

/**
 * The phases of a run, what goes on in each, and what may come next. A reason to end early (a signal, a threshold, the budget,
 * an exception) stops the threads in any of them; only the scenarios are given time to end.
 *
 * | phase      | what goes on                                                    | next                    |
 * | ---------- | --------------------------------------------------------------- | ----------------------- |
 * | `declare`  | one thread runs the init code; the options are put together     | prepare                 |
 * | `prepare`  | all threads make their VUs                                      | setup, running, done    |
 * | `setup`    | the first thread runs setup()                                   | running, done           |
 * | `running`  | the scenarios; every second the threads report                  | draining, teardown      |
 * | `draining` | the same, ended early: what is under way may end                | teardown                |
 * | `teardown` | the threads' last report; the first one runs teardown()         | done                    |
 * | `done`     | the summary is made and judged; the first runs handleSummary()  |                         |
 */
const NEXT: Readonly<Record<Phase, readonly Phase[]>> = {
  declare: ['prepare'],
  prepare: ['setup', 'running', 'done'],
  setup: ['running', 'done'],
  running: ['draining', 'teardown'],
  draining: ['teardown'],
  teardown: ['done'],
  done: [],
};

/** Steers one run: starts the threads, adds up what they measure, judges it and ends it. */
export class Master {
  readonly #options: MasterOptions;
  readonly #now = sharedClock();
  readonly #log: LogLimiter;
  readonly #points: PointLines | undefined;
  readonly #timeline = new Timeline();
  readonly #warnings: string[];
  readonly #failures: string[] = [];
  #overBudget = false;
  #threads: Thread[] = [];
  #ledger: Ledger | undefined;
  #settings: Settings | undefined;
  #ending: Ending | undefined;
  #startedAtMs = 0;
  #endedAtMs = 0;
  #reportedAtMs = 0;
  #phase: Phase = 'declare';
  #progress: Progress | undefined;
  #lag = { maxMs: 0, p99Ms: 0 };
  #vus = 0;
  #reporting: Promise<void> = Promise.resolve();
  #restoreHeap: () => void = () => {};

  constructor(options: MasterOptions) {
    this.#options = options;
    this.#log = new LogLimiter(options.onLog);
    this.#warnings = [...options.warnings];
    const { onPoints } = options;
    this.#points =
      onPoints === undefined
        ? undefined
        : new PointLines(onPoints, (error) =>
            this.#end(LOAD_EXIT.engine, `the points could not be written: ${error.message}`),
          );
  }

  /** Runs it. Rejects with a LoadError when it ends before anything runs. */
  async run(): Promise<LoadOutcome> {
    const { signal } = this.#options;
    const onSignal = (): void => this.#end(LOAD_EXIT.stopped, 'the run was stopped by a signal');
    try {
      const declared = await this.#begun(this.#declare());
      await this.#begun(this.#prepare());
      if (signal?.aborted === true) onSignal();
      signal?.addEventListener('abort', onSignal, { once: true });
      const { noSetup, noTeardown } = this.#settings!;
      const data = declared.exports.includes('setup') && !noSetup ? await this.#setup() : '';
      if (this.#ending === undefined) {
        await this.#runScenarios(data);
        if (declared.exports.includes('teardown') && !noTeardown) await this.#teardown(data);
      }
      return await this.#conclude(declared, data);
    } finally {
      signal?.removeEventListener('abort', onSignal);
      this.#restoreHeap();
      this.#log.flush();
      await Promise.all(this.#threads.map(closeThread));
    }
  }

  /** What goes before a run that a signal can end: the init code may never let go of a thread. Rejects with a LoadError. */
  async #begun<T>(work: Promise<T>): Promise<T> {
    const { signal } = this.#options;
    let cancel = (): void => {};
    let onSignal = (): void => {};
    const stuck = new Promise<never>((_, reject) => {
      onSignal = () => {
        cancel = after(STUCK_AFTER_MS, () =>
          reject(new LoadError(LOAD_EXIT.stopped, 'the run was stopped by a signal before it began')),
        );
      };
    });
    if (signal?.aborted === true) onSignal();
    signal?.addEventListener('abort', onSignal, { once: true });
    try {
      return await Promise.race([work, stuck]);
    } finally {
      cancel();
      signal?.removeEventListener('abort', onSignal);
    }
  }

  #enter(phase: Phase): void {
    if (!NEXT[this.#phase].includes(phase)) throw new Error(`a run goes from ${this.#phase} to no ${phase}`);
    this.#phase = phase;
  }

  /** Whether the scenarios have begun and not ended. */
  get #isRunning(): boolean {
    return this.#phase === 'running' || this.#phase === 'draining';
  }

  #spawn(): Thread {
    const thread = this.#options.spawn(
      (event) => this.#onEvent(event),
      (cause) => this.#end(LOAD_EXIT.engine, `an engine thread broke: ${cause.message}`),
    );
    this.#threads.push(thread);
    return thread;
  }

  async #declare(): Promise<Declared> {
    const answer = await this.#spawn().declare(this.#options.boot);
    if (!answer.ok) throw new LoadError(this.#ending?.exitCode ?? answer.exitCode, answer.message);
    const { declared } = answer;
    for (const name of unknownOptions(declared.options))
      this.#warnings.push(`options.${name}: is unknown and left out`);
    const settings = completeSettings([declared.options, ...this.#options.layers]);
    const problems = settings.thresholds
      .map((threshold) =>
        thresholdProblem(threshold, (name) => declared.metrics.find((metric) => metric.name === name)?.type),
      )
      .filter((problem) => problem !== undefined);
    for (const { name, exec } of settings.scenarios) {
      if (!declared.exports.includes(exec))
        problems.push(
          `options.scenarios.${name}.exec: the script exports no function called "${exec}"; it exports ${declared.exports.join(', ') || 'none'}`,
        );
    }
    if (problems.length > 0) throw new LoadError(LOAD_EXIT.invalidConfig, problems.join('\n'));
    this.#settings = settings;
    this.#ledger = new Ledger(settings.noThresholds ? [] : settings.thresholds, declared.metrics);
    this.#points?.announce(declared.metrics);
    return declared;
  }

  async #prepare(): Promise<void> {
    this.#enter('prepare');
    const settings = this.#settings!;
    const mostVus = Math.max(1, ...settings.scenarios.map(maxVusOf));
    const of = Math.min(this.#options.workers, mostVus);
    if (of === 1) this.#restoreHeap = keepYoungGenerationSmall(mostVus);
    const others = Array.from({ length: of - 1 }, () => this.#spawn());
    await Promise.all(others.map((thread) => thread.declare(this.#options.boot)));
    const counters = new SharedArrayBuffer(4 * settings.scenarios.length);
    const { bounds } = this.#options;
    const budget = bounds === undefined ? undefined : sharedBounds(bounds);
    const prepared = await Promise.all(
      this.#threads.map((thread, index) => {
        const part: Part = {
          settings,
          index,
          of,
          thresholdKeys: Ledger.keysToKeep(settings.noThresholds ? [] : settings.thresholds),
          wantsPoints: this.#points !== undefined,
          counters,
          budget,
        };
        return thread.prepare(part);
      }),
    );
    const failed = prepared.find((answer) => !answer.ok);
    if (failed !== undefined && !failed.ok) throw new LoadError(LOAD_EXIT.scriptException, failed.message);
    collectGarbage();
  }

  async #setup(): Promise<string> {
    this.#enter('setup');
    const called = await this.#within(this.#threads[0]!.setup(), this.#settings!.setupTimeoutMs);
    if (called === 'late') this.#end(LOAD_EXIT.setupTimeout, say('setupLate', { ms: this.#settings!.setupTimeoutMs }));
    else if (!called.ok) this.#end(LOAD_EXIT.scriptException, called.message);
    else return called.json;
    return '';
  }

  async #teardown(data: string): Promise<void> {
    const called = await this.#within(this.#threads[0]!.teardown(data), this.#settings!.teardownTimeoutMs);
    if (called === 'late')
      this.#end(LOAD_EXIT.teardownTimeout, say('teardownLate', { ms: this.#settings!.teardownTimeoutMs }));
    else if (!called.ok) this.#end(LOAD_EXIT.scriptException, called.message);
  }

  async #within(call: Promise<Called>, timeoutMs: number): Promise<Called | 'late'> {
    let cancel = (): void => {};
    const late = new Promise<'late'>((resolve) => {
      cancel = after(timeoutMs, () => resolve('late'));
    });
    try {
      return await Promise.race([this.#watched(call), late]);
    } catch (error) {
      return { ok: false, message: (error as Error).message };
    } finally {
      cancel();
    }
  }

  /** What threads do at the moment: only in that can the script be stuck, not in what comes later. */
  async #watched<T>(work: Promise<T>): Promise<T> {
    this.#atWork.add(work);
    try {
      return await work;
    } finally {
      this.#atWork.delete(work);
      this.#overdue.delete(work);
      if (this.#overdue.size === 0) clearTimeout(this.#stuckTimer);
    }
  }

  async #runScenarios(data: string): Promise<void> {
    this.#startedAtMs = this.#now() + LEAD_MS;
    this.#reportedAtMs = this.#startedAtMs;
    this.#enter('running');
    let ticks = 0;
    const ticker = setInterval(() => {
      ticks += 1;
      this.#reporting = this.#report(ticks % 2 === 0);
    }, REPORT_EVERY_MS);
    const cancelOverdue = after(LEAD_MS + latestEndMs(this.#settings!) + STUCK_AFTER_MS, () =>
      this.#end(LOAD_EXIT.engine, say('notLetGo')),
    );
    const ended = this.#watched(Promise.all(this.#threads.map((thread) => thread.run(data, this.#startedAtMs))));
    const stuck = new Promise<void>((resolve) => {
      this.#onStuck = resolve;
    });
    try {
      await Promise.race([ended, stuck]);
    } catch (error) {
      this.#end(LOAD_EXIT.engine, (error as Error).message);
    }
    clearInterval(ticker);
    cancelOverdue();
    this.#endedAtMs = this.#now();
    this.#enter('teardown');
    await this.#reporting;
    await this.#report(false);
  }

  #onStuck: () => void = () => {};
  #stuckTimer: NodeJS.Timeout | undefined;
  readonly #atWork = new Set<Promise<unknown>>();
  /** What was at work when the run was to end. */
  #overdue = new Set<Promise<unknown>>();

  /** Collects what the threads measured; a thread that does not answer is stuck and left out. */
  async #report(judge: boolean): Promise<void> {
    const from = this.#reportedAtMs;
    const to = this.#now();
    this.#reportedAtMs = to;
    const reports = await Promise.all(this.#threads.map((thread) => thread.report())).catch(() => undefined);
    if (reports === undefined) return;
    const ledger = this.#ledger!;
    for (const report of reports) {
      ledger.take(report);
      this.#lag = {
        maxMs: Math.max(this.#lag.maxMs, report.lagMaxMs),
        p99Ms: Math.max(this.#lag.p99Ms, report.lagP99Ms),
      };
    }
    this.#vus = reports.reduce((sum, report) => sum + report.vusActive, 0);
    const initialized = reports.reduce((sum, report) => sum + report.vusInitialized, 0);
    const elapsed = to - this.#startedAtMs;
    // Once the scenarios have ended the VUs are gone: as k6 takes it, their number is that of the run.
    if (this.#isRunning && elapsed >= REPORT_EVERY_MS / 2) {
      ledger.takeVus(this.#vus, initialized, to);
      this.#points?.vus(this.#vus, initialized, Date.now());
    }
    if (to > from) this.#timeline.add(reports, from - this.#startedAtMs, to - from, this.#vus);
    this.#progress = progressOf(
      ledger,
      this.#phase,
      elapsed,
      plannedMs(this.#settings!.scenarios),
      this.#vus,
      this.#progress,
    );
    this.#options.onProgress?.(this.#progress);
    if (judge && ledger.judge(elapsed))
      this.#end(LOAD_EXIT.thresholds, say('endedByThresholds', { names: ledger.crossed.join(', ') }));
  }

  /** Ends the run early; the first reason counts. */
  #end(exitCode: LoadExit, cause: string): void {
    if (this.#ending !== undefined) {
      // What runs by then is a handleSummary(), and a signal ends that, too.
      if (this.#phase === 'done' && exitCode === LOAD_EXIT.stopped) this.#stopThreads(this.#options.drainMs);
      return;
    }
    this.#ending = { exitCode, cause };
    const drainMs = exitCode === LOAD_EXIT.stopped || this.#overBudget ? this.#options.drainMs : 0;
    if (this.#phase === 'running') this.#enter('draining');
    this.#stopThreads(drainMs);
  }

  #stopThreads(drainMs: number): void {
    for (const thread of this.#threads) thread.stop(drainMs, this.#overBudget).catch(() => {});
    if (this.#atWork.size === 0) return;
    this.#overdue = new Set(this.#atWork);
    clearTimeout(this.#stuckTimer);
    this.#stuckTimer = setTimeout(() => {
      // A handleSummary() that is cut off is told as such, and nothing is measured any more.
      if (this.#phase !== 'done')
        this.#warnings.push(
          'an engine thread did not end: the script does not let go of it; what it measured last is missing',
        );
      for (const thread of this.#threads) void thread.terminate();
      this.#onStuck();
    }, drainMs + STUCK_AFTER_MS);
    this.#stuckTimer.unref();
  }

  #onEvent(event: InstanceEvent): void {
    switch (event.type) {
      case 'log':
        this.#log.add(event.level, event.text);
        break;
      case 'points':
        this.#points?.take(event.batch);
        break;
      case 'stop':
        this.#onScriptStop(event.stop);
        break;
      case 'fail':
        this.#failures.push(event.message);
    }
  }

  #onScriptStop({ kind, message }: ScriptStop): void {
    if (kind === 'abort')
      this.#end(LOAD_EXIT.aborted, message === '' ? say('aborted') : say('abortedSaying', { text: message }));
    else if (kind === 'budget') {
      this.#overBudget = true;
      this.#end(LOAD_EXIT.aborted, message);
    } else this.#end(LOAD_EXIT.invalidConfig, message);
  }

  async #conclude(declared: Declared, data: string): Promise<LoadOutcome> {
    const ledger = this.#ledger!;
    const settings = this.#settings!;
    if (this.#startedAtMs === 0) this.#startedAtMs = this.#endedAtMs = this.#now();
    this.#enter('done');
    await this.#report(false);
    const durationMs = this.#endedAtMs - this.#startedAtMs;
    ledger.judge(durationMs);
    const summary = summarize(ledger, settings, durationMs, data, false);
    const files = declared.exports.includes('handleSummary') ? await this.#handleSummary(JSON.stringify(summary)) : {};
    const endings = this.#endings(ledger);
    return {
      engine: 'node',
      exitCode: endings[0]?.exitCode ?? LOAD_EXIT.ok,
      cause: endings.map(({ cause }) => cause),
      summary,
      thresholds: ledger.thresholds,
      handleSummaryFiles: files,
      summaryExport: this.#options.wantsExport ? summaryExport(summary) : '',
      incomplete: this.#ending !== undefined,
      overBudget: this.#overBudget,
      lag: lagOf(ledger, this.#lag),
      distributions: distributionsOf(ledger),
      timeline: this.#timeline.slices,
      warnings: this.#warnings,
    };
  }

  /** All reasons not to end with 0, the one that decides first. */
  #endings(ledger: Ledger): Ending[] {
    const endings: Ending[] = [];
    if (this.#ending !== undefined) endings.push(this.#ending);
    for (const message of this.#failures)
      endings.push({
        exitCode: LOAD_EXIT.failed,
        cause: message === '' ? say('failed') : say('failedSaying', { text: message }),
      });
    if (ledger.crossed.length > 0 && this.#ending?.exitCode !== LOAD_EXIT.thresholds) {
      endings.push({
        exitCode: LOAD_EXIT.thresholds,
        cause: say('thresholdsBroken', { names: ledger.crossed.join(', ') }),
      });
    }
    return endings;
  }

  async #handleSummary(data: string): Promise<LoadOutcome['handleSummaryFiles']> {
    const called = await this.#within(this.#threads[0]!.summarize(data), 120_000);
    if (called === 'late' || !called.ok) {
      this.#warnings.push(
        `handleSummary() failed: ${called === 'late' ? 'it took longer than 2 minutes' : called.message}`,
      );
      return {};
    }
    return unpackFiles(JSON.parse(called.json));
  }
}

/** Ends a thread: in peace, unless the script does not let go of it. */
async function closeThread(thread: Thread): Promise<void> {
  let cancel = (): void => {};
  const late = new Promise<void>((resolve) => {
    cancel = after(CLOSE_MS, resolve);
  });
  await Promise.race([thread.close().catch(() => {}), late]);
  cancel();
  await thread.terminate();
}

/** When the last graceful stop is over, from the start of the run. */
function latestEndMs({ scenarios }: Settings): number {
  return Math.max(
    0,
    ...scenarios.map((scenario) => scenario.startTimeMs + regularDurationMs(scenario) + scenario.gracefulStopMs),
  );
}
