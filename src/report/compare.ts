import type { LoadRecord } from '../records/load-types.js';
import type { ContractResult, Results, RuleStatus } from '../records/types.js';
import { type Move, moveOf } from '../stats/move.js';

/** A percentile with its 95 % interval, milliseconds; null where so few samples bound nothing on that side. */
export interface Measured {
  readonly ms: number;
  readonly low: number | null;
  readonly high: number | null;
}

export interface SeenChange {
  readonly id: string;
  readonly rule: string;
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

export interface LatencyChange {
  readonly script: string;
  readonly percentile: number;
  readonly before: Measured;
  readonly after: Measured;
  readonly move: Move;
}

/** Between what a limit lies; `high` is null where nothing was refused. */
export interface LimitRange {
  readonly low: number;
  readonly high: number | null;
}

/** What one run shows otherwise than another. */
export interface Comparison {
  readonly rules: readonly { readonly id: string; readonly before: RuleStatus; readonly after: RuleStatus }[];
  /** What the target did where the page leaves the outcome open. */
  readonly observations: readonly SeenChange[];
  /** Other words of an answer to a scenario that ended alike. */
  readonly wording: readonly SeenChange[];
  /** Percentiles that both runs measured, moved or not. */
  readonly latency: readonly LatencyChange[];
  readonly limit: { readonly before: LimitRange; readonly after: LimitRange; readonly move: Move } | null;
}

/** Whether a rule that was kept is broken. */
export function isWorse({ rules }: Pick<Comparison, 'rules'>): boolean {
  return rules.some(({ before, after }) => before === 'passed' && after === 'failed');
}

const PERCENTILES = [50, 95, 99];

/** What changed from one run to another. Latency and limit have moved only where their intervals lie apart. */
export function compareRuns(before: Results, after: Results): Comparison {
  const rulesBefore = new Map(before.contract.rules.map(({ id, status }) => [id, status]));
  const earlier = new Map(before.contract.results.map((result) => [result.id, result]));
  const pairs = after.contract.results.flatMap((result) => {
    const other = earlier.get(result.id);
    return other === undefined || other.status !== result.status || other.actual === result.actual
      ? []
      : [{ status: result.status, change: seenChange(other, result) }];
  });
  return {
    rules: after.contract.rules.flatMap(({ id, status }) => {
      const was = rulesBefore.get(id);
      return was === undefined || was === status ? [] : [{ id, before: was, after: status }];
    }),
    observations: pairs.filter(({ status }) => status === 'observed').map(({ change }) => change),
    wording: pairs
      .filter(({ status, change }) => status !== 'observed' && isWording(change))
      .map(({ change }) => change),
    latency: latencyChanges(before.load, after.load),
    limit: limitChange(before.load, after.load),
  };
}

/** Whether anything changed for certain. */
export function isSame({ rules, observations, wording, latency, limit }: Comparison): boolean {
  const moved = [...latency, ...(limit === null ? [] : [limit])].some(({ move }) => move !== 'unclear');
  return rules.length + observations.length + wording.length === 0 && !moved;
}

function seenChange(before: ContractResult, after: ContractResult): SeenChange {
  return { id: after.id, rule: after.rule, name: after.name, before: before.actual, after: after.actual };
}

/** Answers have words; what else was seen (counts, ids of a callback) differs from run to run. */
function isWording({ before, after }: SeenChange): boolean {
  return /^\d{3} /.test(before) && /^\d{3} /.test(after);
}

function latencyChanges(before: readonly LoadRecord[], after: readonly LoadRecord[]): LatencyChange[] {
  return after.flatMap(({ script, kind, latency }) => {
    const other = before.find((record) => record.script === script && record.kind === kind && record.latency !== null);
    return PERCENTILES.flatMap((percentile) => {
      const [was, is] = [other?.latency, latency].map((one) =>
        one?.percentiles.find((found) => found.percentile === percentile),
      );
      if (was === undefined || is === undefined) return [];
      const measured = ({ ms, low, high }: Measured): Measured => ({ ms, low, high });
      return [{ script, percentile, before: measured(was), after: measured(is), move: moveOf(was, is) }];
    });
  });
}

function limitChange(before: readonly LoadRecord[], after: readonly LoadRecord[]): Comparison['limit'] {
  const [was, is] = [before, after].map((load) => load.find(({ limit }) => limit !== null)?.limit);
  if (was == null || is == null) return null;
  const range = ({ low, high }: LimitRange): LimitRange => ({ low, high });
  return { before: range(was), after: range(is), move: moveOf(was, is) };
}
