import type { ProxyAddress } from '../network/proxy.js';
import type { LogLevel, ScriptStop } from './environment.js';
import type { LoadExit } from './exit-codes.js';
import type { SharedBounds } from './http/send-budget.js';
import type { MetricInfo } from './metrics/builtin.js';
import type { PointBatch } from './metrics/points.js';
import type { GroupDelta, MetricDelta } from './metrics/store.js';
import type { RawOptions } from './options/raw-options.js';
import type { Settings } from './options/settings.js';
import type { SecretSources } from './secret-sources.js';

/** What a thread needs to know before anything runs. */
export interface Boot {
  readonly path: string;
  /** The bundle in CommonJS form, and its source map. */
  readonly code: string;
  readonly map: string;
  readonly env: Readonly<Record<string, string>>;
  readonly secrets: SecretSources;
  /** What connections go through. */
  readonly proxy: ProxyAddress;
}

/** What the script's init code says about itself. */
export interface Declared {
  readonly options: RawOptions;
  readonly exports: readonly string[];
  readonly metrics: readonly MetricInfo[];
}

/** A thread's part in the run. */
export interface Part {
  readonly settings: Settings;
  readonly index: number;
  readonly of: number;
  /** Metrics and sub-metrics with thresholds. */
  readonly thresholdKeys: readonly string[];
  readonly wantsPoints: boolean;
  /** One 32-bit counter for each scenario, the same memory for all threads. */
  readonly counters: SharedArrayBuffer;
  /** What the run may send at most; undefined: no bound. */
  readonly budget: SharedBounds | undefined;
}

/** What a thread has measured since it was last asked. */
export interface Report {
  readonly metrics: readonly MetricDelta[];
  readonly groups: readonly GroupDelta[];
  readonly vusActive: number;
  readonly vusInitialized: number;
  /** How late its event loop ran at worst and at the 99th percentile, in milliseconds. */
  readonly lagMaxMs: number;
  readonly lagP99Ms: number;
}

/** How a call of one of the script's own functions ended. */
export type Called = { readonly ok: true; readonly json: string } | { readonly ok: false; readonly message: string };

/** One thread of the engine. Every method resolves; what the script does wrong comes back as data. */
export interface InstanceApi {
  /** Runs the init code once to see what it declares. */
  declare(
    boot: Boot,
  ): Promise<
    | { readonly ok: true; readonly declared: Declared }
    | { readonly ok: false; readonly exitCode: LoadExit; readonly message: string }
  >;
  /** Makes the VUs. */
  prepare(part: Part): Promise<Called>;
  setup(): Promise<Called>;
  /** Runs the scenarios; `startAtMs` is on the shared clock. Resolves when all have ended. */
  run(data: string, startAtMs: number): Promise<void>;
  /** Begins nothing new; cuts what still runs after `drainMs`, or as soon as no request is in flight any more. */
  stop(drainMs: number, onceIdle: boolean): Promise<void>;
  teardown(data: string): Promise<Called>;
  /** Calls handleSummary: the JSON is of `PackedFiles`. */
  summarize(data: string): Promise<Called>;
  report(): Promise<Report>;
  close(): Promise<void>;
}

export type InstanceEvent =
  | { readonly type: 'log'; readonly level: LogLevel; readonly text: string }
  | { readonly type: 'points'; readonly batch: PointBatch }
  | { readonly type: 'stop'; readonly stop: ScriptStop }
  | { readonly type: 'fail'; readonly message: string };
