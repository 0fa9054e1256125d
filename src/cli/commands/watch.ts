import { createHash, randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { entryContract } from '../../../contracts/index.js';
import type { Credential } from '../../conformance/scenario/expand.js';
import { pause } from '../../k6/clock.js';
import { remainingOf } from '../../load/budget.js';
import { photoPath, readPhoto } from '../../load/photo.js';
import type { Sla } from '../../load/sla/sla.js';
import { readSlaFile } from '../../load/sla-file.js';
import { type MetricExport, openMetricExport } from '../../load/watch/otlp.js';
import { beginWatch, runWatch } from '../../load/watch/watch.js';
import { readWatchFile } from '../../load/watch/watch-file.js';
import { planWatch } from '../../load/watch/watch-plan.js';
import { reportWatch } from '../../load/watch/watch-report.js';
import { sendSample } from '../../load/watch/watch-send.js';
import type { Console } from '../../output/console.js';
import { appendRecord } from '../../output/jsonl.js';
import { takeLock } from '../../output/lock.js';
import { makeFolder } from '../../output/make-folder.js';
import { OutputError } from '../../output/output-error.js';
import { createRedactor, type Redactor } from '../../output/redactor.js';
import type { WatchLine } from '../../records/load-types.js';
import { clockStep, now } from '../../run/clock.js';
import { ConfigError, UnreachableError, UsageError } from '../../run/errors.js';
import { EXIT, type ExitCode } from '../../run/exit-codes.js';
import { openRun } from '../../run/finish-run.js';
import { expectReport, watchInterrupts } from '../../run/interrupt.js';
import { languageOf } from '../../run/language.js';
import { packageRoot, packageVersion } from '../../run/package-root.js';
import { type PresentationOptions, presentation } from '../../run/presentation.js';
import { EMBEDDED_TARGET, loadTarget } from '../../run/target/load-target.js';
import { addressOf, PREFLIGHT_REQUESTS, preflight, preflightFinding } from '../../run/target/preflight.js';
import { guardSecrets } from '../../run/target/secrets.js';
import type { Target } from '../../run/target/types.js';
import { openConsole } from '../../run/terminal.js';

/** Options of `facegate watch` as the command line gives them. */
export interface WatchOptions extends Omit<PresentationOptions, 'report'> {
  readonly target?: string;
  /** Milliseconds. */
  readonly every: number;
  /** Milliseconds. */
  readonly for?: number;
  readonly file?: string;
  /** A JPEG to send along; true for the package's own. */
  readonly photo?: string | true;
  readonly sla?: string;
  readonly report?: boolean;
  readonly out?: string;
  /** Address of a receiver of OTLP metrics. */
  readonly otlp?: string;
}

const EXPORT_MS = 10_000;

/** Samples a target at a low rate for days, or reports what was sampled; returns the exit code. */
export async function watchCommand(options: WatchOptions): Promise<ExitCode> {
  const cwd = process.cwd();
  const sla = options.sla === undefined ? undefined : readSlaFile(options.sla, cwd);
  if (options.report === true) {
    const file = options.file ?? fileFor(options.target);
    const redactor = createRedactor([]);
    const writing = reporting(options, file, sla, redactor, openConsole(redactor));
    return writing.report({ interrupted: false, broken: '', step: '' });
  }
  if (options.target === undefined || options.target === EMBEDDED_TARGET) {
    throw new UsageError(
      'watch needs --target with a service that goes on when this program ends; the embedded emulator does not ("facegate emulate" does)',
    );
  }
  const target = loadTarget(options.target, {
    env: process.env,
    cwd,
    projectTargetsDir: join(packageRoot, 'targets'),
    emulator: undefined,
  });
  const file = options.file ?? fileFor(options.target);
  const named = photoPath(options.photo);
  const photo = named === undefined ? undefined : readPhoto(named, cwd);
  const redactor = guardSecrets(target, process.env, photo === undefined ? [] : [photo]);
  const console = openConsole(redactor);
  const writing = reporting(options, file, sla, redactor, console);
  return writing.report(await sample(target, file, options, photo, redactor, console));
}

function fileFor(target: string | undefined): string {
  if (target === undefined) throw new UsageError('watch --report needs --file, or --target to tell which');
  return join('reports', `watch-${basename(target).replace(/\.ya?ml$/i, '')}.jsonl`);
}

/** How a watch ended: by Ctrl-C, or because a sample could not be written; `broken` says why, empty when all were. */
interface WatchEnd {
  readonly interrupted: boolean;
  readonly broken: string;
  /** That the time of day was set meanwhile; empty when it was not. */
  readonly step: string;
}

/** Takes samples until the end or Ctrl-C. */
async function sample(
  target: Target,
  file: string,
  options: WatchOptions,
  photo: Uint8Array | undefined,
  redactor: Redactor,
  console: Console,
): Promise<WatchEnd> {
  const account = target.credentials.full;
  if ('missing' in account) throw new ConfigError([account.missing]);
  const path = resolve(file);
  const { every: everyMs, for: forMs } = options;
  const photoHash = photo === undefined ? '' : createHash('sha256').update(photo).digest('hex').slice(0, 16);
  const config = { url: target.url, apiKey: account.apiKey, everyMs, photoHash };
  const read = await readWatchFile(path, undefined);
  const begin = beginWatch(file, read, config, new Date().toISOString());
  if (begin.kind === 'refused') throw new UsageError(begin.why);
  const taken = begin.kind === 'resume' ? begin.samples : 0;
  const ageMs = begin.kind === 'resume' ? Date.now() - Date.parse(read?.header?.startedAt ?? '') : 0;
  const plan = planWatch({ everyMs, forMs, taken, ageMs }, remainingOf(target.budget, PREFLIGHT_REQUESTS));
  if (plan.kind === 'refused') throw new UsageError(plan.why);
  if (plan.mostSamples !== 0) await askFirst(target, account, begin.kind === 'resume');
  const unlock = lockFile(path, file);
  const append = (line: WatchLine) => appendRecord(path, line, redactor);
  append(begin.kind === 'new' ? begin.header : { type: 'resumed', at: Date.now() });
  const shown = relative(process.cwd(), path);
  const { texts } = languageOf(options.lang ?? 'en');
  console.line(texts.progress.watch.begun(target, taken, shown, plan.mostSamples));

  const metrics = await metricExport(options, target, console);
  const stop = new AbortController();
  const watch = watchInterrupts(
    () => stop.abort(),
    () => undefined,
  );
  const clock = now();
  let count = taken;
  let broken = '';
  try {
    await runWatch(
      { everyMs, mostSamples: plan.mostSamples },
      {
        send: () => sendSample({ url: target.url, proxy: target.proxy, ...account }, photo),
        append(line) {
          append(line);
          count += 1;
          if (line.type === 'sample') metrics?.add(line);
          if (line.type === 'sample')
            console.status(texts.progress.watch.last(count, texts.load.outcome[line.outcome], Math.round(line.wallMs)));
        },
        monotonicMs: () => performance.now(),
        wallClockMs: () => Date.now(),
        sleep: (ms) => pause(ms, stop.signal),
        stopped: () => stop.signal.aborted,
      },
    );
  } catch (error) {
    if (!(error instanceof OutputError)) throw error;
    broken = `${file}: a sample could not be written (${error.code}); free some space or make it writable, and the same command goes on`;
  } finally {
    await metrics?.close();
    unlock();
    watch.end();
    console.clearStatus();
  }
  return { interrupted: watch.interrupted(), broken, step: clockStep(clock, now()) };
}

/** Opens the export that `--otlp` asks for; the file has every sample, whatever becomes of it. */
async function metricExport(
  { otlp, every }: WatchOptions,
  target: Target,
  console: Console,
): Promise<MetricExport | undefined> {
  if (otlp === undefined) return undefined;
  if (!URL.canParse(otlp) || !/^https?:$/.test(new URL(otlp).protocol))
    throw new UsageError(
      `--otlp ${otlp}: is no address; give that of a receiver, e.g. http://127.0.0.1:4318/v1/metrics`,
    );
  return openMetricExport({
    url: otlp,
    target: target.name,
    version: packageVersion,
    everyMs: Math.max(every, EXPORT_MS),
    onFailure: (reason) => console.error([{ text: `metrics could not be exported: ${reason}`, style: 'yellow' }]),
  });
}

/** Two watches that write into one file would each be taken for the other's interruptions. Throws `UsageError` and `OutputError`. */
function lockFile(path: string, file: string): () => void {
  const lock = `${path}.lock`;
  try {
    makeFolder(dirname(path));
  } catch (cause) {
    throw new OutputError(path, cause);
  }
  const why = takeLock(lock, {
    running: ({ pid }) => `${file}: another watch (process ${pid}) writes into it; end that one, or give --file`,
    elsewhere: ({ host, pid }) =>
      `${file}: a watch on ${host} (process ${pid}) writes into it; give --file, or, when that watch has ended, remove ${lock}`,
    contested: `${file}: other watches are just taking this file; give --file`,
  });
  if (why !== '') throw new UsageError(why);
  const release = () => rmSync(lock, { force: true });
  process.once('exit', release);
  return () => {
    process.off('exit', release);
    release();
  };
}

/**
 * The pre-flight, before anything is written to the file. A watch that goes on is there to see outages: then only a refused
 * account ends it.
 */
async function askFirst(target: Target, credential: Credential, goesOn: boolean): Promise<void> {
  const judgement = await preflight(entryContract, target, { role: 'full', credential }, randomUUID());
  if (judgement.kind === 'unanswered' || (goesOn && judgement.kind !== 'refused')) return;
  const finding = preflightFinding(judgement, addressOf(target.url, entryContract), 'full');
  if (finding === undefined) return;
  throw finding.code === EXIT.usage ? new ConfigError([finding.text]) : new UnreachableError(finding.text);
}

/** Takes the folder of the report before the first sample: days later would be late to hear that it cannot be had. */
function reporting(
  options: WatchOptions,
  file: string,
  sla: Sla | undefined,
  redactor: Redactor,
  console: ReturnType<typeof openConsole>,
): { report(ended: WatchEnd): Promise<ExitCode> } {
  const { out, sla: slaFile } = options;
  const cwd = process.cwd();
  const shown = presentation({ ...options, report: [] }, process.env, cwd);
  const place = {
    target: { name: 'watch', url: '' },
    out,
    cwd,
    seed: 0,
    command: [],
    presentation: shown,
  };
  const run = out === undefined ? undefined : openRun(place);
  expectReport(shown.language.texts.progress.windingDown);
  return {
    async report(ended) {
      const read = await readWatchFile(resolve(cwd, file), sla);
      if (read === undefined)
        throw new UsageError(`${file}: there is no such file; give --file with the file of a watch`);
      if (read.foreign || read.header === undefined) throw new UsageError(`${file} is not the file of a watch`);
      const results = await reportWatch(
        { file, read, sla, slaFile, run, presentation: shown, ...ended, cwd },
        redactor,
        console,
      );
      return results.exitCode;
    },
  };
}
