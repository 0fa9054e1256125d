import { availableParallelism } from 'node:os';
import { transform } from 'esbuild';
import { type Bundle, bundleScript } from './bundle.js';
import type { LogLevel } from './environment.js';
import { LOAD_EXIT } from './exit-codes.js';
import { refuseLacking } from './lacking.js';
import { LoadError } from './load-error.js';
import { Master } from './master.js';
import { parseLoadFlags } from './options/flags.js';
import type { RawOptions } from './options/settings.js';
import type { LoadOutcome } from './outcome.js';
import type { Progress } from './progress.js';
import { type SpawnThread, spawnWorker } from './thread.js';

export interface LoadOptions {
  /** Path of the script, `.ts` or `.js`. */
  readonly script: string;
  /** The script's `__ENV`; of it, `K6_VUS`, `K6_DURATION` and the like also set options, as in k6. */
  readonly env: Readonly<Record<string, string>>;
  /** k6's own command-line flags. */
  readonly args?: readonly string[];
  /** Engine threads; by default one for each core but one, at least 1. 0 runs in the calling thread. */
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
}

/**
 * Runs a load script on the node engine. Never rejects for what the script or its options do wrong: that is in the
 * outcome, with k6's exit code and at least one cause.
 */
export function runLoad(options: LoadOptions): Promise<LoadOutcome> {
  return runLoadOn(options, options.workers === 0 ? undefined : spawnWorker);
}

/** The same with a way to start threads of the caller's choice; undefined runs in this thread. */
export async function runLoadOn(options: LoadOptions, spawn: SpawnThread | undefined): Promise<LoadOutcome> {
  try {
    const flags = parseLoadFlags(options.args ?? []);
    const bundle = await bundleScript(options.script);
    await refuseLacking(bundle.path);
    const { code, map } = await commonJs(bundle);
    const master = new Master({
      boot: { path: bundle.path, code, map, env: { ...options.env, ...flags.env } },
      layers: [optionsFromEnv(options.env), flags.options],
      workers: spawn === undefined ? 1 : (options.workers ?? Math.max(1, availableParallelism() - 1)),
      spawn,
      wantsExport: flags.summaryExport !== undefined,
      warnings: bundle.warnings,
      onPoints: options.onPoints,
      onProgress: options.onProgress,
      onLog: options.onLog ?? (() => {}),
      signal: options.signal,
      drainMs: options.drainMs ?? 5000,
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
    lag: undefined,
    distributions: {},
    timeline: [],
    warnings: [],
  };
}

/** The same bundle in the form that runs as a function: one call a VU. */
async function commonJs({ path, code, map }: Bundle): Promise<{ code: string; map: string }> {
  const inline = `${code}\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString('base64')}\n`;
  try {
    return await transform(inline, {
      format: 'cjs',
      target: 'es2022',
      sourcemap: 'external',
      sourcefile: path,
      charset: 'utf8',
      platform: 'neutral',
    });
  } catch (error) {
    throw new LoadError(
      LOAD_EXIT.invalidConfig,
      `${path}: the node engine cannot run this: ${(error as Error).message}`,
      { cause: error },
    );
  }
}

const FROM_ENV: Readonly<Record<string, (value: string) => RawOptions>> = {
  K6_VUS: (value) => ({ vus: Number(value) }),
  K6_ITERATIONS: (value) => ({ iterations: Number(value) }),
  K6_DURATION: (value) => ({ duration: value }),
  K6_EXECUTION_SEGMENT: (value) => ({ executionSegment: value }),
  K6_EXECUTION_SEGMENT_SEQUENCE: (value) => ({ executionSegmentSequence: value }),
  K6_INSECURE_SKIP_TLS_VERIFY: (value) => ({ insecureSkipTLSVerify: value === 'true' }),
  K6_NO_THRESHOLDS: (value) => ({ noThresholds: value === 'true' }),
  K6_SUMMARY_TREND_STATS: (value) => ({ summaryTrendStats: value.split(',') }),
  K6_USER_AGENT: (value) => ({ userAgent: value }),
};

function optionsFromEnv(env: Readonly<Record<string, string>>): RawOptions {
  return Object.assign(
    {},
    ...Object.entries(FROM_ENV).map(([name, read]) => (env[name] === undefined ? {} : read(env[name]!))),
  ) as RawOptions;
}
