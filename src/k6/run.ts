import { availableParallelism } from 'node:os';
import type { ProxyAddress } from '../network/proxy.js';
import type { LogLevel } from './environment.js';
import type { SendBounds } from './http/send-budget.js';
import { LoadError } from './load-error.js';
import { Master } from './master.js';
import { parseLoadFlags } from './options/flags.js';
import type { RawOptions } from './options/raw-options.js';
import type { LoadOutcome } from './outcome.js';
import type { Prepared } from './prepare.js';
import { prepareInChild } from './prepare-in-child.js';
import type { Progress } from './progress.js';
import { readSecretSources, withoutSecretValues } from './secret-sources.js';
import { type SpawnThread, spawnInline, spawnWorker } from './thread.js';

export interface LoadOptions {
  /** Path of the script, `.ts` or `.js`. */
  readonly script: string;
  /** The script's `__ENV`; of it, `K6_VUS`, `K6_DURATION` and the like also set options, as in k6. */
  readonly env: Readonly<Record<string, string>>;
  /** What connections go through, but those to this machine; by default nothing. */
  readonly proxy?: ProxyAddress;
  /** k6's own command-line flags. */
  readonly args?: readonly string[];
  /**
   * How many threads the engine uses; by default one for each core but one. A single one is the calling thread itself: a
   * thread apart would take more memory than hundreds of VUs.
   */
  readonly workers?: number;
  /** Gets the lines of `--out json`, in batches; a throw ends the run (exit code 109). */
  readonly onPoints?: (lines: string) => void;
  /** About once a second. */
  readonly onProgress?: (progress: Progress) => void;
  /** The script's console and the engine's remarks. */
  readonly onLog?: (level: LogLevel, text: string) => void;
  /** Stops the run: iterations under way may finish for a while, then the summary is made and marked incomplete. */
  readonly signal?: AbortSignal;
  /** How long a stopped run lets iterations finish; 5,000 ms unless said otherwise. */
  readonly drainMs?: number;
  /** What the run may send at most, whatever the script asks for; undefined: no bound. */
  readonly bounds?: SendBounds | undefined;
  /** The script, where it is prepared already. */
  readonly prepared?: Prepared | undefined;
}

/**
 * Runs a load script on the node engine. Never rejects for what the script or its options do wrong: that is in the
 * outcome, with k6's exit code and at least one cause.
 */
export function runLoad(options: LoadOptions): Promise<LoadOutcome> {
  const workers = options.workers ?? Math.max(1, availableParallelism() - 1);
  const { prepared } = options;
  const prepare = prepared === undefined ? prepareInChild : async () => prepared;
  return runLoadOn(options, { workers, prepare, spawn: workers > 1 ? spawnWorker : spawnInline });
}

/** What a run is carried out with; the tests bring their own. */
export interface Means {
  readonly workers: number;
  prepare(script: string): Promise<Prepared>;
  readonly spawn: SpawnThread;
}

/** The same with means of the caller's choice. */
export async function runLoadOn(options: LoadOptions, { workers, prepare, spawn }: Means): Promise<LoadOutcome> {
  try {
    const flags = parseLoadFlags(options.args ?? []);
    const secrets = readSecretSources(flags.secretSources);
    const withoutSecrets = withoutSecretValues(secrets);
    const { path, code, map, warnings } = await prepare(options.script);
    const master = new Master({
      boot: { path, code, map, env: { ...options.env, ...flags.env }, secrets, proxy: options.proxy ?? null },
      layers: [optionsFromEnv(options.env), flags.options],
      workers,
      spawn,
      wantsExport: flags.summaryExport !== undefined,
      warnings,
      onPoints: options.onPoints,
      onProgress: options.onProgress,
      onLog: (level, text) => options.onLog?.(level, withoutSecrets(text)),
      signal: options.signal,
      drainMs: options.drainMs ?? 5000,
      bounds: options.bounds,
    });
    return await master.run();
  } catch (error) {
    if (error instanceof LoadError) return failedEarly(error.exitCode, error.message);
    throw error;
  }
}

function failedEarly(exitCode: number, message: string): LoadOutcome {
  return {
    engine: 'node',
    exitCode,
    cause: message.split('\n'),
    summary: undefined,
    thresholds: [],
    handleSummaryFiles: {},
    summaryExport: '',
    incomplete: true,
    overBudget: false,
    lag: undefined,
    distributions: {},
    timeline: [],
    warnings: [],
  };
}

const text = (value: string): unknown => value;
const flag = (value: string): unknown => value === 'true' || value === '1';
const list = (value: string): unknown => value.split(',').map((item) => item.trim());
const stages = (value: string): unknown =>
  value.split(',').map((stage) => {
    const [duration, target] = stage.split(':');
    return { duration, target };
  });

/** Option by variable, and how its text reads. Numbers stay texts: options take those, too. */
const FROM_ENV: Readonly<Record<string, readonly [option: string, read: (value: string) => unknown]>> = {
  K6_VUS: ['vus', text],
  K6_ITERATIONS: ['iterations', text],
  K6_DURATION: ['duration', text],
  K6_STAGES: ['stages', stages],
  K6_EXECUTION_SEGMENT: ['executionSegment', text],
  K6_EXECUTION_SEGMENT_SEQUENCE: ['executionSegmentSequence', text],
  K6_SETUP_TIMEOUT: ['setupTimeout', text],
  K6_TEARDOWN_TIMEOUT: ['teardownTimeout', text],
  K6_MIN_ITERATION_DURATION: ['minIterationDuration', text],
  K6_MAX_REDIRECTS: ['maxRedirects', text],
  K6_BATCH_PER_HOST: ['batchPerHost', text],
  K6_USER_AGENT: ['userAgent', text],
  K6_SUMMARY_TIME_UNIT: ['summaryTimeUnit', text],
  K6_SUMMARY_TREND_STATS: ['summaryTrendStats', list],
  K6_SYSTEM_TAGS: ['systemTags', list],
  K6_NO_SETUP: ['noSetup', flag],
  K6_NO_TEARDOWN: ['noTeardown', flag],
  K6_NO_THRESHOLDS: ['noThresholds', flag],
  K6_NO_CONNECTION_REUSE: ['noConnectionReuse', flag],
  K6_NO_VU_CONNECTION_REUSE: ['noVUConnectionReuse', flag],
  K6_NO_COOKIES_RESET: ['noCookiesReset', flag],
  K6_INSECURE_SKIP_TLS_VERIFY: ['insecureSkipTLSVerify', flag],
  K6_DISCARD_RESPONSE_BODIES: ['discardResponseBodies', flag],
  K6_THROW: ['throw', flag],
};

/** What k6 reads from the environment as options. */
export function optionsFromEnv(env: Readonly<Record<string, string>>): RawOptions {
  return Object.fromEntries(
    Object.entries(FROM_ENV).flatMap(([name, [option, read]]) => {
      const value = env[name] ?? '';
      return value === '' ? [] : [[option, read(value)]];
    }),
  );
}
