import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  type Field,
  openSettings,
  readList,
  readMap,
  readNumber,
  readText,
  report,
  rootField,
  type SettingsFile,
} from '../run/data-file/yaml-fields.js';
import { ConfigError } from '../run/errors.js';
import { parseDuration } from '../stats/duration.js';
import type { LatencyObjective, Sla } from './sla/sla.js';

const KEYS = ['latency', 'availability', 'confidence', 'rate', 'duration', 'samples', 'warmup'] as const;
const OBJECTIVE_KEYS = ['percentile', 'below_ms'] as const;
type Fields = ReadonlyMap<(typeof KEYS)[number], Field>;

/** The agreement in a file. Throws `ConfigError` with every problem of it. */
export function readSlaFile(file: string, cwd: string): Sla {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, file), 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'UNKNOWN';
    throw new ConfigError([`--sla ${file}: cannot be read (${code}); give the path of a YAML file, see docs/load.md`], {
      cause,
    });
  }
  return parseSla(file, text);
}

/** The agreement of a file's text. Throws `ConfigError`: a line for each problem, with place, found, expected, cure. */
export function parseSla(file: string, text: string): Sla {
  const settings = openSettings(file, text, {}, 'give "latency", "availability" or both');
  if (!('document' in settings)) throw new ConfigError(settings.problems);
  const sla = readSla(settings);
  if (sla === undefined || settings.problems.length > 0) throw new ConfigError(settings.problems);
  return sla;
}

function readSla(settings: SettingsFile): Sla | undefined {
  const root = rootField(settings);
  const fields = readMap(settings, root, KEYS);
  if (fields === undefined) return undefined;
  const [latency, availability, confidence, rate, warmup] = (
    ['latency', 'availability', 'confidence', 'rate', 'warmup'] as const
  ).map((key) => fields.get(key));
  if (latency === undefined && availability === undefined)
    report(settings, root, 'promises nothing; give "latency", "availability" or both');
  const ratePerSecond = rate === undefined ? 10 : readPositive(settings, rate, 'arrivals a second, e.g. 10');
  const read = {
    latency: latency === undefined ? [] : readLatency(settings, latency),
    availability: availability === undefined ? null : readPercent(settings, availability),
    confidence: confidence === undefined ? 95 : readConfidence(settings, confidence),
    ratePerSecond,
    durationMs: readLength(settings, fields, ratePerSecond),
    warmupMs: warmup === undefined ? 5000 : readTime(settings, warmup, true),
  };
  return isComplete(read) ? read : undefined;
}

function isComplete(read: { readonly [Key in keyof Sla]: Sla[Key] | undefined }): read is Sla {
  return Object.values(read).every((value) => value !== undefined);
}

function readLatency(settings: SettingsFile, field: Field): LatencyObjective[] | undefined {
  const items = readList(settings, field, 'a list like [{ percentile: 95, below_ms: 300 }]');
  return items?.flatMap((item): LatencyObjective[] => {
    const fields = readMap(settings, item, OBJECTIVE_KEYS);
    if (fields === undefined) return [];
    const [percentileField, belowField] = [fields.get('percentile'), fields.get('below_ms')];
    for (const key of OBJECTIVE_KEYS.filter((one) => !fields.has(one)))
      report(settings, item, `"${key}" is missing; add it, e.g. ${key}: ${key === 'percentile' ? 95 : 300}`);
    const percentile = percentileField === undefined ? undefined : readPercent(settings, percentileField);
    const belowMs = belowField === undefined ? undefined : readPositive(settings, belowField, 'milliseconds, e.g. 300');
    return percentile === undefined || belowMs === undefined ? [] : [{ percentile, belowMs }];
  });
}

/** How long is measured: `duration`, or as long as `samples` take at the rate; one minute when neither is given. */
function readLength(settings: SettingsFile, fields: Fields, rate: number | undefined): number | undefined {
  const [duration, samples] = [fields.get('duration'), fields.get('samples')];
  if (duration !== undefined && samples !== undefined)
    return report(settings, samples, 'stands beside "duration"; give one of the two');
  if (samples === undefined) return duration === undefined ? 60_000 : readTime(settings, duration, false);
  const count = readNumber(
    settings,
    samples,
    'a whole number from 1 on, e.g. 1000',
    (value) => Number.isSafeInteger(value) && value >= 1,
  );
  return count === undefined || rate === undefined ? undefined : Math.max(1000, Math.ceil((count / rate) * 1000));
}

function readPercent(settings: SettingsFile, field: Field): number | undefined {
  return readNumber(settings, field, 'a number above 0 and below 100, e.g. 95', (value) => value > 0 && value < 100);
}

function readConfidence(settings: SettingsFile, field: Field): number | undefined {
  return readNumber(
    settings,
    field,
    'a number from 50 on and below 100, usually 95 or 99',
    (value) => value >= 50 && value < 100,
  );
}

function readPositive(settings: SettingsFile, field: Field, what: string): number | undefined {
  return readNumber(settings, field, `a number above 0, ${what},`, (value) => value > 0 && Number.isFinite(value));
}

/** k6 runs nothing shorter than a second. With `orNone`, 0 leaves the part out. */
function readTime(settings: SettingsFile, field: Field, orNone: boolean): number | undefined {
  const expected = 'a time with its unit, e.g. 30s, 5m or 1h30m,';
  const text = readText(settings, field, expected);
  if (text === undefined) return undefined;
  const ms = parseDuration(text);
  if (ms === undefined) return report(settings, field, `"${text}" stands where ${expected} is expected`);
  if (ms >= 1000 || (orNone && ms === 0)) return ms;
  return report(settings, field, `is ${text}; expected 1s or more${orNone ? ', or 0s to leave it out' : ''}`);
}
