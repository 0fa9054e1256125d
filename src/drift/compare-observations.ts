import type { Observations, SeenEntry } from '../records/observations-types.js';
import { say } from '../sayings/run.js';
import { type Interval, moveOf } from '../stats/move.js';

export type DriftKind = 'left open' | 'order of checks' | 'wording' | 'headers' | 'fields' | 'latency' | 'limit';

/** One thing that a target does otherwise than before. */
export interface DriftChange {
  readonly kind: DriftKind;
  /** The scenario, the endpoint, or the percentile. */
  readonly what: string;
  readonly before: string;
  readonly after: string;
  /** Marked by whoever keeps the observations before. */
  readonly frozen: boolean;
}

export interface Drift {
  readonly changes: readonly DriftChange[];
  /** Scenarios that both have seen. */
  readonly compared: number;
  /** Scenarios that one of them alone has seen. */
  readonly onlyBefore: number;
  readonly onlyAfter: number;
  /** Answers that are frozen and were not seen again, so that nobody knows whether they changed; latency and limit take a gate. */
  readonly frozenUnseen: readonly string[];
}

/** What changed between two observations. Latency and limit have changed only where their intervals lie apart. */
export function compareObservations(before: Observations, after: Observations): Drift {
  const entries = (one: Observations) => [...one.silent, ...one.wording];
  const now = new Map(entries(after).map((entry) => [entry.id, entry]));
  const silent = new Set(before.silent.map(({ id }) => id));
  const known = new Set(entries(before).map(({ id }) => id));
  const nameOf = ({ rule, name }: SeenEntry) => `${rule}: ${name}`;
  const pairs = entries(before).flatMap((entry) => {
    const other = now.get(entry.id);
    return other === undefined ? [] : [{ entry, other }];
  });
  const changes = pairs
    .filter(({ entry, other }) => entry.seen !== other.seen)
    .map(({ entry, other }) => ({
      kind: silent.has(entry.id) ? silentKind(entry) : ('wording' as const),
      what: nameOf(entry),
      before: entry.seen,
      after: other.seen,
      frozen: entry.frozen === true,
    }));
  return {
    changes: [
      ...changes,
      ...shapeChanges(before, after),
      ...latencyChanges(before, after),
      ...limitChanges(before, after),
    ],
    compared: pairs.length,
    onlyBefore: known.size - pairs.length,
    onlyAfter: entries(after).filter(({ id }) => !known.has(id)).length,
    frozenUnseen: [
      ...entries(before).flatMap((entry) => (entry.frozen === true && !now.has(entry.id) ? [nameOf(entry)] : [])),
      ...before.answers.flatMap((shape) =>
        shape.frozen === true && answersOf(shape, after) === undefined ? [shape.contract] : [],
      ),
    ],
  };
}

const answersOf = ({ contract }: { readonly contract: string }, { answers }: Observations) =>
  answers.find((shape) => shape.contract === contract);

function silentKind({ rule }: SeenEntry): DriftKind {
  return /\.order$/.test(rule) ? 'order of checks' : 'left open';
}

function shapeChanges(before: Observations, after: Observations): DriftChange[] {
  return before.answers.flatMap((shape) => {
    const other = answersOf(shape, after);
    if (other === undefined) return [];
    return (['headers', 'fields'] as const).flatMap((kind) => {
      const gone = shape[kind].filter((name) => !other[kind].includes(name));
      const come = other[kind].filter((name) => !shape[kind].includes(name));
      if (gone.length + come.length === 0) return [];
      const told = (names: readonly string[]) => (names.length === 0 ? say('noneOfThese') : names.join(', '));
      return [{ kind, what: shape.contract, before: told(gone), after: told(come), frozen: shape.frozen === true }];
    });
  });
}

const between = ({ low, high }: Interval) => `${low ?? '?'}–${high ?? '?'}`;

function latencyChanges(before: Observations, after: Observations): DriftChange[] {
  return before.latency.flatMap((was) => {
    const is = after.latency.find(({ script, percentile }) => script === was.script && percentile === was.percentile);
    if (is === undefined || moveOf(was, is) === 'unclear') return [];
    const told = (one: typeof was) => `${one.ms} ms (${between(one)})`;
    const what = `${was.script}, p${was.percentile}`;
    return [{ kind: 'latency' as const, what, before: told(was), after: told(is), frozen: was.frozen === true }];
  });
}

function limitChanges({ limit: was }: Observations, { limit: is }: Observations): DriftChange[] {
  if (was === null || is === null || moveOf(was, is) === 'unclear') return [];
  return [
    {
      kind: 'limit',
      what: say('inFlight'),
      before: between(was),
      after: between(is),
      frozen: was.frozen === true,
    },
  ];
}
