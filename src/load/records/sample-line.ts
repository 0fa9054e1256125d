import type { OutcomeKind } from '../../records/load-types.js';

/** What a line of k6's JSON output says that the load side needs. */
export type SampleLine =
  /** A request and what became of it. */
  | {
      readonly kind: 'request';
      readonly atMs: number;
      readonly warmup: boolean;
      readonly outcome: OutcomeKind;
      readonly wallMs: number;
    }
  /** A figure of a request that got a token: `time_used`, or what is left of the wall clock. */
  | { readonly kind: 'server' | 'network'; readonly warmup: boolean; readonly ms: number }
  | { readonly kind: 'dropped'; readonly atMs: number; readonly warmup: boolean; readonly count: number }
  /** How late an iteration began. */
  | { readonly kind: 'lag'; readonly warmup: boolean; readonly ms: number }
  /** A round of the limit search, or its result: JSON as the script wrote it. */
  | { readonly kind: 'limit-step' | 'limit-result'; readonly json: string }
  /** A request of any script, redirects apart, and whether HTTP answered it. */
  | { readonly kind: 'http'; readonly answered: boolean }
  /** Of another metric. */
  | { readonly kind: 'other' }
  /** Not a whole line: the writer was cut off. */
  | { readonly kind: 'torn' };

const OUTCOMES: readonly OutcomeKind[] = ['ok', 'refused', 'rejected', 'server-error', 'unanswered', 'garbled'];

/** A quick look before the costly parsing: most lines are of k6's own metrics, and a run may have millions. */
const WANTED =
  /"metric":\s{0,9}"(?:facegate_(?:wall|server|network|limit_step)|dropped_iterations|iteration_start_lag)"/;

const REQUEST = /"metric":\s{0,9}"http_reqs"/;
const NO_STATUS = /"status":\s{0,9}"0"/;

interface Point {
  readonly metric: string;
  readonly data: { readonly time: string; readonly value: number; readonly tags?: Readonly<Record<string, string>> };
}

/** Reads one line of `--out json`, of either engine. Never throws. */
export function readSampleLine(line: string): SampleLine {
  if (!line.endsWith('}')) return { kind: 'torn' };
  if (!line.includes('"Point"')) return { kind: 'other' };
  if (REQUEST.test(line)) return { kind: 'http', answered: !NO_STATUS.test(line) };
  if (!WANTED.test(line)) return { kind: 'other' };
  const point = parse(line);
  if (point === undefined) return { kind: 'torn' };
  const { time, value, tags = {} } = point.data;
  const atMs = Date.parse(time);
  const warmup = tags.phase === 'warmup';
  if (!Number.isFinite(atMs) || !Number.isFinite(value)) return { kind: 'torn' };
  switch (point.metric) {
    case 'facegate_wall': {
      const outcome = OUTCOMES.find((kind) => kind === tags.outcome);
      return outcome === undefined ? { kind: 'other' } : { kind: 'request', atMs, warmup, outcome, wallMs: value };
    }
    case 'facegate_server':
      return { kind: 'server', warmup, ms: value };
    case 'facegate_network':
      return { kind: 'network', warmup, ms: value };
    case 'dropped_iterations':
      return { kind: 'dropped', atMs, warmup, count: value };
    case 'iteration_start_lag':
      return { kind: 'lag', warmup, ms: value };
    case 'facegate_limit_step':
      if (tags.seen !== undefined) return { kind: 'limit-step', json: tags.seen };
      return tags.result === undefined ? { kind: 'other' } : { kind: 'limit-result', json: tags.result };
    default:
      return { kind: 'other' };
  }
}

function parse(line: string): Point | undefined {
  try {
    const point = JSON.parse(line) as Partial<Point>;
    return typeof point.data?.time === 'string' && typeof point.data.value === 'number' && point.metric !== undefined
      ? (point as Point)
      : undefined;
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}
