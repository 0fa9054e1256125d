import { resolve } from 'node:path';
import type { LogLevel } from '../k6/environment.js';
import { LOAD_EXIT } from '../k6/exit-codes.js';
import { LogLimiter } from '../k6/log-limiter.js';
import { parseLoadFlags } from '../k6/options/flags.js';
import type { LoadOutcome } from '../k6/outcome.js';
import type { Progress } from '../k6/progress.js';
import { runLoad } from '../k6/run.js';
import { proxyVariables } from '../network/proxy.js';
import type { Console } from '../output/console.js';
import type { Redactor } from '../output/redactor.js';
import { openTextFile } from '../output/text-file.js';
import type { LiveRun, LoadProgress } from '../records/live-types.js';
import type { LoadRecord } from '../records/load-types.js';
import type { Texts } from '../report/texts.js';
import { watchInterrupts } from '../run/interrupt.js';
import { askedFiles, writeAskedFiles } from './asked-files.js';
import type { Live } from './live/live-server.js';
import type { LoadJob } from './load-job.js';
import type { ScriptPlan } from './prepare-job.js';
import { describeProgress, loadProgress } from './progress.js';
import { loadRecord } from './records/load-record.js';
import { type Samples, SampleTally } from './records/samples.js';
import { openSamplePipe } from './sample-pipe.js';

/** What came of it. */
export interface ScriptRun {
  readonly record: LoadRecord;
  readonly samples: Samples;
  readonly outcome: LoadOutcome;
  readonly interrupted: boolean;
  /** What k6 said when it could not write samples; empty when it could. */
  readonly samplesLost: string;
  /** Why files that the script asks for could not be written, one line each. */
  readonly unwritten: readonly string[];
  /** What the script has to say at its end. */
  readonly text: string;
}

const LOOK_EVERY_MS = 1000;
/** What k6 logs, and then goes on and ends 0, when the file of `--out json` cannot be written. */
const NOT_WRITTEN = /Sample\(s\) couldn't be marshalled to JSON/;
/** Time for requests in flight to come home after Ctrl-C. */
const DRAIN_MS = 5000;

/**
 * Runs a script to its end, or until Ctrl-C, with live progress on the console and on the page of `live`. Writes the files that the script asks for. `keep`
 * is given how it stands, now and then, for the case that the program is killed: at most a twentieth of the run is lost then.
 */
export async function runScript(
  job: LoadJob,
  plan: ScriptPlan,
  redactor: Redactor,
  console: Console,
  keep: (record: LoadRecord) => void,
  live: Live | undefined,
  texts: Texts,
): Promise<ScriptRun> {
  const tally = new SampleTally(job.sla?.latency.map(({ belowMs }) => belowMs) ?? []);
  const stop = new AbortController();
  const startedAt = new Date();
  const beganMs = performance.now();
  let engineProgress: Progress | undefined;
  let progress: LoadProgress | undefined;
  let samplesLost = '';
  const about = {
    kind: job.kind,
    script: job.script.shown,
    engine: job.engine.kind,
    engineVersion: job.engine.version,
    startedAt: startedAt.toISOString(),
    sla: job.sla,
    watch: null,
  };
  let keepAtMs = 0;
  const show = live?.begin(liveRun(job));
  const lookNow = (elapsedMs: number, before: LoadProgress | undefined): LoadProgress => {
    const samples = tally.samples();
    const now = loadProgress(samples, engineProgress, elapsedMs, before, plan.plan);
    show?.(now, samples);
    return now;
  };
  const look = setInterval(() => {
    const elapsedMs = performance.now() - beganMs;
    progress = lookNow(elapsedMs, progress);
    if (elapsedMs >= keepAtMs) {
      keepAtMs = nextKeep(elapsedMs);
      const durationMs = Math.round(elapsedMs);
      const cut = { complete: false, exitCode: LOAD_EXIT.stopped, summaryJson: undefined, loopLagMs: null };
      keep(loadRecord({ ...about, ...cut, durationMs, samples: tally.samples() }));
    }
    if (!stop.signal.aborted) console.status(describeProgress(progress, texts));
  }, LOOK_EVERY_MS);
  const watch = watchInterrupts(
    () => {
      console.clearStatus();
      stop.abort();
    },
    () => undefined,
  );
  try {
    const runOn = job.engine.kind === 'node' ? runOnNode : runOnK6;
    const outcome = await runOn(job, plan, {
      tally,
      redactor,
      stop: stop.signal,
      onProgress: (now) => {
        engineProgress = now;
      },
      onLog: (level, text) => {
        if (NOT_WRITTEN.test(text)) samplesLost ||= text;
        console.error([{ text, style: level === 'error' ? 'red' : 'dim' }]);
      },
    });
    console.clearStatus();
    // What stands in the end: the rate is that of the whole run.
    lookNow(performance.now() - beganMs, undefined);
    for (const warning of outcome.warnings) console.error([{ text: warning, style: 'yellow' }]);
    const exportPath = job.engine.kind === 'node' ? parseLoadFlags(plan.args).summaryExport : undefined;
    const unwritten = writeAskedFiles(askedFiles(outcome, exportPath), job.cwd, redactor);
    const { stdout = '', stderr = '' } = outcome.handleSummaryFiles;
    if (stderr !== '') console.error(stderr);
    const samples = tally.samples();
    const record = loadRecord({
      ...about,
      durationMs: Math.round(outcome.summary?.state.testRunDurationMs ?? performance.now() - beganMs),
      complete: !outcome.incomplete,
      exitCode: outcome.exitCode,
      summaryJson: outcome.summary === undefined ? undefined : JSON.stringify(outcome.summary),
      samples,
      loopLagMs: outcome.lag?.p99Ms ?? null,
    });
    return { record, samples, outcome, interrupted: watch.interrupted(), samplesLost, unwritten, text: stdout };
  } finally {
    clearInterval(look);
    watch.end();
    console.clearStatus();
  }
}

function liveRun({ kind, script, engine, sla }: LoadJob): Omit<LiveRun, 'number'> {
  const promised = (sla?.latency ?? []).map(({ percentile, belowMs }) => ({ percentile, target: belowMs }));
  return { kind, script: script.shown, engine: `${engine.kind} ${engine.version}`, promised };
}

/** When to keep next how a run stands that has lasted this long: ever more rarely, so that a run of days fills no disk. */
export function nextKeep(elapsedMs: number): number {
  return elapsedMs + Math.max(1500, elapsedMs / 20);
}

interface Around {
  readonly tally: SampleTally;
  readonly redactor: Redactor;
  readonly stop: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  readonly onLog: (level: LogLevel, text: string) => void;
}

async function runOnNode(
  { script, kind, env, target, cwd }: LoadJob,
  { prepared, args, bounds }: ScriptPlan,
  around: Around,
): Promise<LoadOutcome> {
  const { tally, redactor, stop, onProgress, onLog } = around;
  const { outJson } = parseLoadFlags(args);
  const file = outJson === undefined ? undefined : openTextFile(resolve(cwd, outJson), redactor);
  try {
    return await runLoad({
      script: script.path,
      prepared,
      env,
      proxy: target.proxy,
      args,
      signal: stop,
      // The search is one iteration: while it may come to its end, it goes on sending.
      drainMs: kind === 'limit' ? 0 : DRAIN_MS,
      bounds: bounds?.most,
      onProgress,
      onLog,
      onPoints(lines) {
        // Counted first: a full disk takes the file, not the report.
        for (const line of lines.split('\n')) tally.add(line);
        file?.append(lines);
      },
    });
  } finally {
    file?.close();
  }
}

async function runOnK6(
  { script, engine, env, target }: LoadJob,
  { args, bounds }: ScriptPlan,
  around: Around,
): Promise<LoadOutcome> {
  const pipe = openSamplePipe((line) => around.tally.add(line));
  const log = new LogLimiter(around.onLog);
  try {
    const { runRealK6 } = await import('../k6/real-k6.js');
    return await runRealK6({
      k6: engine.kind === 'k6' ? engine.path : '',
      script: script.path,
      vendored: script.vendored,
      env: { ...env, ...proxyVariables(target.proxy) },
      args: [...args, '--no-usage-report', '--out', `json=${pipe.path}`],
      bounds,
      signal: around.stop,
      onLog: (level, text) => log.add(level, text),
    });
  } finally {
    log.flush();
    await pipe.finish();
  }
}
