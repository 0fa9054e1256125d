import { LOAD_EXIT } from '../exit-codes.js';
import { LoadError } from '../load-error.js';
import { SYSTEM_TAGS } from '../metrics/system-tags.js';
import { readThresholds, type ThresholdSource } from '../thresholds.js';
import { FieldReader } from './field-reader.js';
import type { RawOptions } from './raw-options.js';
import type { Scenario } from './scenario-types.js';
import { misformed, readScenarios } from './scenarios.js';
import { withShortcuts } from './shortcuts.js';

/** Everything that steers a run, checked and complete. */
export interface Settings {
  /** The options as given, all layers together, for the script to see. */
  readonly given: RawOptions;
  readonly scenarios: readonly Scenario[];
  readonly thresholds: readonly ThresholdSource[];
  readonly noThresholds: boolean;
  readonly tags: Readonly<Record<string, string>>;
  readonly systemTags: readonly string[];
  readonly summaryTrendStats: readonly string[];
  readonly summaryTimeUnit: string;
  readonly setupTimeoutMs: number;
  readonly teardownTimeoutMs: number;
  readonly noSetup: boolean;
  readonly noTeardown: boolean;
  readonly minIterationDurationMs: number;
  readonly noConnectionReuse: boolean;
  readonly noVuConnectionReuse: boolean;
  readonly noCookiesReset: boolean;
  readonly insecureSkipTlsVerify: boolean;
  readonly discardResponseBodies: boolean;
  readonly maxRedirects: number;
  readonly userAgent: string;
  readonly throws: boolean;
  /** How many requests of one `http.batch` may be under way at once; 0: any number. */
  readonly batch: number;
  /** How many of them to one host, and how many idle connections to one host a VU keeps. */
  readonly batchPerHost: number;
  readonly executionSegment: string;
  readonly executionSegmentSequence: string;
}

export const DEFAULT_TREND_STATS = ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)'] as const;

/** Options of k6 that change what a run does and that this engine does not carry out. */
const LACKING = [
  'blacklistIPs',
  'blockHostnames',
  'dns',
  'hosts',
  'httpDebug',
  'localIPs',
  'rps',
  'tlsAuth',
  'tlsCipherSuites',
  'tlsVersion',
];

/** Options that only concern other parts of k6. */
const IGNORED = ['cloud', 'ext', 'paused', 'noUsageReport', 'linger', 'noColor', 'address', 'noSummary'];

/** System tags of k6 that this engine does not set. */
const LACKING_TAGS = ['ip', 'iter', 'vu', 'ocsp_status'];

const SHORTCUTS = ['vus', 'duration', 'iterations', 'stages'];

/**
 * Completes and checks the options of a run. `layers` are partial options, the weakest first (script, environment,
 * flags). Throws a LoadError (104) that names every mistake.
 */
export function completeSettings(layers: readonly RawOptions[]): Settings {
  const raw = withShortcuts(layers);
  const problems: string[] = layers.flatMap((layer) => misformed(notTaken(layer, raw)));
  const read = new FieldReader('options', raw, problems);
  for (const name of LACKING) {
    if (raw[name] !== undefined && raw[name] !== null) {
      problems.push(
        `options.${name}: the node engine does not carry this option out; remove it or run with --engine k6`,
      );
    }
  }
  for (const tag of Array.isArray(raw.systemTags) ? raw.systemTags : []) {
    if (LACKING_TAGS.includes(String(tag)))
      problems.push(
        `options.systemTags: the node engine does not set the tag "${String(tag)}"; remove it or run with --engine k6`,
      );
  }
  const settings: Settings = {
    given: raw,
    scenarios: problems.length > 0 ? [] : readScenarios(raw.scenarios),
    thresholds: readThresholds(raw.thresholds ?? {}, problems),
    noThresholds: read.flag('noThresholds', false),
    tags: read.texts('tags'),
    systemTags: readNames(raw.systemTags, SYSTEM_TAGS, 'systemTags', problems),
    summaryTrendStats: readTrendStats(raw.summaryTrendStats, problems),
    summaryTimeUnit: read.text('summaryTimeUnit', ''),
    setupTimeoutMs: read.duration('setupTimeout', 60_000),
    teardownTimeoutMs: read.duration('teardownTimeout', 60_000),
    noSetup: read.flag('noSetup', false),
    noTeardown: read.flag('noTeardown', false),
    minIterationDurationMs: read.duration('minIterationDuration', 0),
    noConnectionReuse: read.flag('noConnectionReuse', false),
    noVuConnectionReuse: read.flag('noVUConnectionReuse', false),
    noCookiesReset: read.flag('noCookiesReset', false),
    insecureSkipTlsVerify: read.flag('insecureSkipTLSVerify', false),
    discardResponseBodies: read.flag('discardResponseBodies', false),
    maxRedirects: read.count('maxRedirects', 10, 0),
    userAgent: read.text('userAgent', 'facegate-load'),
    throws: read.flag('throw', false),
    batch: read.count('batch', 20, 0),
    batchPerHost: read.count('batchPerHost', 6, 0),
    executionSegment: read.text('executionSegment', ''),
    executionSegmentSequence: read.text('executionSegmentSequence', ''),
  };
  if (problems.length > 0) throw new LoadError(LOAD_EXIT.invalidConfig, problems.join('\n'));
  return settings;
}

/** What a layer says about how to run and a stronger one replaces. */
function notTaken(layer: RawOptions, taken: RawOptions): RawOptions {
  return Object.fromEntries(Object.entries(layer).filter(([name, value]) => value !== taken[name]));
}

const KNOWN = new Set([
  ...LACKING,
  ...IGNORED,
  ...SHORTCUTS,
  'scenarios',
  'thresholds',
  'noThresholds',
  'tags',
  'systemTags',
  'summaryTrendStats',
  'summaryTimeUnit',
  'setupTimeout',
  'teardownTimeout',
  'noSetup',
  'noTeardown',
  'minIterationDuration',
  'noConnectionReuse',
  'noVUConnectionReuse',
  'noCookiesReset',
  'insecureSkipTLSVerify',
  'discardResponseBodies',
  'maxRedirects',
  'userAgent',
  'throw',
  'batch',
  'batchPerHost',
  'executionSegment',
  'executionSegmentSequence',
]);

/** The names in a script's options that no engine knows, for a warning. */
export function unknownOptions(raw: RawOptions): string[] {
  return Object.keys(raw).filter((name) => !KNOWN.has(name));
}

function readNames(value: unknown, byDefault: readonly string[], field: string, problems: string[]): readonly string[] {
  if (value === undefined || value === null) return byDefault;
  if (Array.isArray(value)) return value.map(String);
  problems.push(`options.${field}: expected a list of names; found ${JSON.stringify(value)}`);
  return byDefault;
}

function readTrendStats(value: unknown, problems: string[]): readonly string[] {
  const stats = readNames(value, DEFAULT_TREND_STATS, 'summaryTrendStats', problems);
  for (const stat of stats) {
    const percentile = /^p\((\d+(?:\.\d+)?)\)$/.exec(stat)?.[1];
    if (percentile === undefined ? !['avg', 'min', 'med', 'max', 'count'].includes(stat) : Number(percentile) > 100) {
      problems.push(
        `options.summaryTrendStats: "${stat}" is unknown; known are avg, min, med, max, count and p(N) with N up to 100`,
      );
    }
  }
  return stats;
}
