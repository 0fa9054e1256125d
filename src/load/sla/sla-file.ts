import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';

/** A checked service level agreement, complete. */
export interface Sla {
  readonly latency: readonly LatencyObjective[];
  /** Percent of requests that must be answered; null for no such promise. */
  readonly availability: number | null;
  /** Percent; how sure a pass or a fail must be. */
  readonly confidence: number;
  /** Arrivals a second. */
  readonly ratePerSecond: number;
  /** How long is measured, the warm-up apart. */
  readonly durationMs: number;
  readonly warmupMs: number;
}

export interface LatencyObjective {
  /** Above 0, below 100. */
  readonly percentile: number;
  readonly belowMs: number;
}

/** The agreement, or everything that is wrong with its file: a line for each problem, with place, found, expected, cure. */
export type SlaFile =
  | { readonly kind: 'sla'; readonly sla: Sla }
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

const KEYS = ['latency', 'availability', 'confidence', 'rate', 'duration', 'samples', 'warmup'];
const OBJECTIVE_KEYS = ['percentile', 'below_ms'];

type Path = readonly (string | number)[];
type Complain = (path: Path, problem: string) => undefined;
type Mapping = Readonly<Record<string, unknown>>;

/** Reads the text of an SLA file; `file` is its name as messages show it. */
export function parseSla(file: string, text: string): SlaFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problems = document.errors.map(
    ({ pos, message }) => `${file}:${lines.linePos(pos[0]).line}: is no valid YAML: ${message.split('\n')[0]}`,
  );
  if (problems.length > 0) return { kind: 'problems', problems };
  const complain: Complain = (path, problem) => {
    const range = path.length === 0 ? undefined : keyRange(document.contents, path);
    const line = range === undefined ? 1 : lines.linePos(range).line;
    problems.push(`${file}:${line}: ${path.length === 0 ? '' : `"${nameOf(path)}": `}${problem}`);
    return undefined;
  };
  let content: unknown;
  try {
    content = document.toJS();
  } catch (cause) {
    // An alias ("*name") without its anchor, or aliases that unfold without end.
    return { kind: 'problems', problems: [`${file}: ${cause instanceof Error ? cause.message : String(cause)}`] };
  }
  const sla = readSla(content, complain);
  return sla === undefined || problems.length > 0 ? { kind: 'problems', problems } : { kind: 'sla', sla };
}

function readSla(root: unknown, complain: Complain): Sla | undefined {
  const fields = mapping(root, [], KEYS, complain);
  if (fields === undefined) return undefined;
  const latency = readLatency(fields.latency, complain);
  const availability = fields.availability === undefined ? null : percent(fields, 'availability', [], complain);
  if (fields.latency === undefined && fields.availability === undefined) {
    complain([], 'promises nothing; give "latency", "availability" or both');
  }
  const confidence = fields.confidence === undefined ? 95 : percent(fields, 'confidence', [], complain);
  if (confidence !== undefined && confidence < 50) {
    complain(['confidence'], `is ${confidence}; expected 50 or more, usually 95 or 99`);
  }
  const rate = fields.rate === undefined ? 10 : positive(fields, 'rate', [], complain, 'arrivals a second, e.g. 10');
  const warmupMs = fields.warmup === undefined ? 5000 : time(fields, 'warmup', complain, true);
  const durationMs = readLength(fields, rate, complain);
  if (availability === undefined || confidence === undefined || rate === undefined) return undefined;
  if (warmupMs === undefined || durationMs === undefined) return undefined;
  return { latency, availability, confidence, ratePerSecond: rate, durationMs, warmupMs };
}

function readLatency(value: unknown, complain: Complain): LatencyObjective[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length === 0) {
    complain(['latency'], `is ${nameType(value)}; expected a list, e.g. [{ percentile: 95, below_ms: 300 }]`);
    return [];
  }
  return value.flatMap((item: unknown, index): LatencyObjective[] => {
    const path = ['latency', index];
    const fields = mapping(item, path, OBJECTIVE_KEYS, complain);
    if (fields === undefined) return [];
    const percentile = percent(fields, 'percentile', path, complain);
    const belowMs = positive(fields, 'below_ms', path, complain, 'milliseconds, e.g. 300');
    return percentile === undefined || belowMs === undefined ? [] : [{ percentile, belowMs }];
  });
}

/** How long is measured: `duration`, or as long as `samples` take at the rate; one minute when neither is given. */
function readLength(fields: Mapping, rate: number | undefined, complain: Complain): number | undefined {
  if (fields.duration !== undefined && fields.samples !== undefined) {
    return complain(['samples'], 'stands beside "duration"; give one of the two');
  }
  if (fields.samples === undefined) return fields.duration === undefined ? 60_000 : time(fields, 'duration', complain);
  const samples = positive(fields, 'samples', [], complain, 'a whole number, e.g. 1000');
  if (samples === undefined || rate === undefined) return undefined;
  if (!Number.isInteger(samples)) return complain(['samples'], `is ${samples}; expected a whole number, e.g. 1000`);
  return Math.max(1000, Math.ceil((samples / rate) * 1000));
}

function mapping(value: unknown, path: Path, keys: readonly string[], complain: Complain): Mapping | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return complain(path, `${nameType(value)} stands where keys with values are expected: ${keys.join(', ')}`);
  }
  for (const key of Object.keys(value)) {
    if (!keys.includes(key)) complain([...path, key], `is unknown; known here: ${keys.join(', ')}`);
  }
  return value as Mapping;
}

function percent(fields: Mapping, key: string, path: Path, complain: Complain): number | undefined {
  const value = fields[key];
  if (typeof value === 'number' && value > 0 && value < 100) return value;
  return wrong(value, [...path, key], complain, 'a number above 0 and below 100, e.g. 95');
}

function positive(fields: Mapping, key: string, path: Path, complain: Complain, expected: string): number | undefined {
  const value = fields[key];
  if (typeof value === 'number' && value > 0 && Number.isFinite(value)) return value;
  return wrong(value, [...path, key], complain, `a number above 0: ${expected}`);
}

const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** k6 runs nothing shorter than a second. With `orNone`, 0 leaves the part out. */
function time(fields: Mapping, key: string, complain: Complain, orNone = false): number | undefined {
  const value = fields[key];
  if (typeof value !== 'string' || !/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(value)) {
    return wrong(value, [key], complain, 'a time with its unit, e.g. 30s, 5m or 1h30m');
  }
  const ms = [...value.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (UNITS_MS[unit ?? ''] ?? 0),
    0,
  );
  if (ms >= 1000 || (orNone && ms === 0)) return ms;
  return complain([key], `is ${value}; expected 1s or more${orNone ? ', or 0s to leave it out' : ''}`);
}

function wrong(value: unknown, path: Path, complain: Complain, expected: string): undefined {
  return value === undefined
    ? complain(path, `is missing; expected ${expected}`)
    : complain(path, `is ${typeof value === 'object' ? nameType(value) : String(value)}; expected ${expected}`);
}

function nameType(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a mapping' : `a ${typeof value === 'string' ? 'text' : typeof value}`;
}

/** `latency[0].below_ms` */
function nameOf(path: Path): string {
  return path.map((part, i) => (typeof part === 'number' ? `[${part}]` : i === 0 ? part : `.${part}`)).join('');
}

/** Where in the text a path's key stands, or the nearest place above it that is there. */
function keyRange(contents: unknown, path: Path): number | undefined {
  let node = contents;
  let place: number | undefined;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === part);
      const start = isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
      if (start === undefined) return place;
      place = start;
      node = pair?.value;
    } else {
      const item = (node as { items?: { range?: [number, number, number] }[] } | null)?.items?.[Number(part)];
      if (item?.range === undefined) return place;
      place = item.range[0];
      node = item;
    }
  }
  return place;
}
