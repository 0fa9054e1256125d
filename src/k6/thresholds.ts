import type { MetricType, Sink } from './metrics/sinks.js';
import { durationMs } from './options/duration.js';

/** One threshold as the script states it, on one metric or sub-metric. */
export interface ThresholdSource {
  /** Metric name, with its selector if it has one: `http_req_duration{status:200}`. */
  readonly metric: string;
  /** The condition as written: `p(95)<200`. */
  readonly source: string;
  readonly condition: Condition;
  readonly abortOnFail: boolean;
  /** How long after the start a failure may end the run. */
  readonly delayAbortEvalMs: number;
}

export interface Condition {
  readonly method: Method;
  readonly operator: Operator;
  readonly limit: number;
}

/** How a threshold reads a metric: by name, or a percentile (0 to 100). */
export type Method =
  | { readonly name: 'count' | 'rate' | 'value' | 'avg' | 'min' | 'max' | 'med' }
  | { readonly name: 'p'; readonly percentile: number };

type Operator = '<' | '<=' | '>' | '>=' | '==' | '===' | '!=';

/** The methods a metric type has. */
const METHODS: Readonly<Record<MetricType, readonly Method['name'][]>> = {
  counter: ['count', 'rate'],
  gauge: ['value'],
  rate: ['rate'],
  trend: ['avg', 'min', 'max', 'med', 'p'],
};

/** Reads the `thresholds` option; each mistake is added to `problems`. */
export function readThresholds(value: unknown, problems: string[]): ThresholdSource[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.push('options.thresholds: expected an object of lists by metric');
    return [];
  }
  return Object.entries(value).flatMap(([metric, list]) => {
    if (list === null) return [];
    if (!Array.isArray(list)) {
      problems.push(`options.thresholds.${metric}: expected a list, like ["p(95)<200"]; found ${JSON.stringify(list)}`);
      return [];
    }
    const name = metric.replace(/\{\s*(.*?)\s*\}$/, '{$1}');
    return (list as unknown[]).flatMap((entry) => readThreshold(name, entry, problems) ?? []);
  });
}

function readThreshold(metric: string, entry: unknown, problems: string[]): ThresholdSource | undefined {
  const fields = typeof entry === 'string' ? { threshold: entry } : (entry as Record<string, unknown> | null);
  const source = fields?.threshold;
  if (typeof source !== 'string') {
    problems.push(
      `options.thresholds.${metric}: expected "p(95)<200" or {threshold, abortOnFail, delayAbortEval}; found ${JSON.stringify(entry)}`,
    );
    return undefined;
  }
  const condition = parseCondition(source);
  if (condition === undefined) {
    problems.push(
      `options.thresholds.${metric}: "${source}" is no condition; expected METHOD OPERATOR NUMBER, like p(95)<200`,
    );
    return undefined;
  }
  const delayAbortEvalMs = durationMs(fields?.delayAbortEval ?? 0);
  if (delayAbortEvalMs === undefined) {
    problems.push(
      `options.thresholds.${metric}: delayAbortEval: expected a duration like "10s"; found ${JSON.stringify(fields?.delayAbortEval)}`,
    );
    return undefined;
  }
  const abortOnFail = fields?.abortOnFail ?? false;
  if (typeof abortOnFail !== 'boolean') {
    problems.push(
      `options.thresholds.${metric}: abortOnFail: expected true or false; found ${JSON.stringify(abortOnFail)}`,
    );
    return undefined;
  }
  return { metric, source, condition, abortOnFail, delayAbortEvalMs };
}

/** The condition a text like `p(99.9) <= 300` states; undefined when it states none. */
export function parseCondition(source: string): Condition | undefined {
  const match =
    /^\s*(count|rate|value|avg|min|max|med|p\(\s*(\d+(?:\.\d+)?)\s*\))\s*(<=|<|>=|>|===|==|!=)\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*$/i.exec(
      source,
    );
  if (match === null) return undefined;
  const [, name, percentile, operator, limit] = match;
  const method: Method =
    percentile === undefined
      ? { name: name as Exclude<Method['name'], 'p'> }
      : { name: 'p', percentile: Number(percentile) };
  if (method.name === 'p' && method.percentile > 100) return undefined;
  return { method, operator: operator as Operator, limit: Number(limit) };
}

/** Splits `metric{tag:value,…}` into its name and the tags it selects; undefined when it is malformed. */
export function parseMetricSelector(text: string): { name: string; tags: Record<string, string> } | undefined {
  const brace = text.indexOf('{');
  if (brace < 0) return { name: text, tags: {} };
  if (!text.endsWith('}')) return undefined;
  const tags: Record<string, string> = {};
  for (const part of text.slice(brace + 1, -1).split(',')) {
    const colon = part.indexOf(':');
    const key = part.slice(0, Math.max(0, colon)).trim();
    const value = part.slice(colon + 1).trim();
    if (key === '' || value === '') return undefined;
    tags[unquoted(key)] = unquoted(value);
  }
  return { name: text.slice(0, brace).trim(), tags };
}

function unquoted(text: string): string {
  return /^(["']).*\1$/.test(text) ? text.slice(1, -1) : text;
}

/** Why a threshold cannot apply to the metrics of a run; undefined when it can. */
export function thresholdProblem(
  threshold: ThresholdSource,
  typeOf: (metric: string) => MetricType | undefined,
): string | undefined {
  const place = `options.thresholds["${threshold.metric}"]`;
  const selector = parseMetricSelector(threshold.metric);
  if (selector === undefined) return `${place}: the selector is malformed; expected metric{tag:value,…}`;
  const type = typeOf(selector.name);
  if (type === undefined)
    return `${place}: no metric is called "${selector.name}"; correct the name or declare it in the init code`;
  const methods = METHODS[type];
  if (methods.includes(threshold.condition.method.name)) return undefined;
  const known = methods.map((method) => (method === 'p' ? 'p(N)' : method)).join(', ');
  return `${place}: "${threshold.source}" does not fit a ${type}; it has ${known}`;
}

/**
 * Whether a condition holds for what was measured in `elapsedMs`. As in k6, a rate of no samples holds whatever it asks,
 * and anything else without samples reads 0.
 */
export function holds(condition: Condition, sink: Sink, elapsedMs: number): boolean {
  const value = read(condition.method, sink, elapsedMs);
  if (value === undefined) return true;
  switch (condition.operator) {
    case '<':
      return value < condition.limit;
    case '<=':
      return value <= condition.limit;
    case '>':
      return value > condition.limit;
    case '>=':
      return value >= condition.limit;
    case '==':
    case '===':
      return value === condition.limit;
    case '!=':
      return value !== condition.limit;
  }
}

function read(method: Method, sink: Sink, elapsedMs: number): number | undefined {
  switch (sink.kind) {
    case 'counter':
      if (method.name === 'count') return sink.value;
      return elapsedMs > 0 ? sink.value / (elapsedMs / 1000) : 0;
    case 'gauge':
      return sink.value;
    case 'rate':
      return sink.total > 0 ? sink.trues / sink.total : undefined;
    case 'trend':
      return readTrend(method, sink);
  }
}

function readTrend(method: Method, sink: Extract<Sink, { kind: 'trend' }>): number | undefined {
  switch (method.name) {
    case 'avg':
      return sink.mean;
    case 'min':
      return sink.quantile(0);
    case 'max':
      return sink.quantile(1);
    case 'med':
      return sink.quantile(0.5);
    case 'p':
      return sink.quantile(method.percentile / 100);
    default:
      return undefined;
  }
}
