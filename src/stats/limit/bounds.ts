import type { LimitChange, LimitStep, RoundPurpose } from './types.js';

/** Between what a single round puts the limit of requests in flight. */
export interface RoundBounds {
  readonly atLeast: number;
  /** Infinity where nothing was refused, or where slots of an earlier round may have been taken still. */
  readonly atMost: number;
}

/** Rounds that begin from rest when they waited long enough. */
const FROM_REST: readonly RoundPurpose[] = [
  'climb',
  'bisect',
  'confirm-held',
  'confirm-refused',
  'cause-burst',
  'cause-fill',
  'return-fill',
];

/**
 * What a round says of the limit. So many as were shown in the server together, all accepted, are within it. A burst from rest
 * that met a refusal had no more in flight than were not refused. `restMs` is the rest after which every slot is back.
 */
export function boundsOf(step: LimitStep, restMs: number): RoundBounds {
  const others = Object.values(step.unknown).reduce((sum, count) => sum + count, 0);
  const rested = FROM_REST.includes(step.purpose) && step.restMs >= restMs;
  return {
    atLeast: step.shown,
    atMost: rested && step.refused > 0 ? step.accepted + others : Number.POSITIVE_INFINITY,
  };
}

/** How a value agrees with the rounds of its own run. */
export type Agreement =
  /** No round contradicts it, but for those that later ones at the same level outvoted, by their places. */
  | { readonly kind: 'agrees'; readonly outvoted: readonly number[] }
  /** Rounds before a certain time contradict it, none after. */
  | { readonly kind: 'changed'; readonly change: LimitChange }
  | { readonly kind: 'contradicted' };

/** A chance refusal, as other traffic on the key causes, is outvoted by so many rounds after it. */
const OUTVOTING = 3;
/** More chance refusals than this share of the rounds, and more than one, are none. */
const CHANCE_SHARE = 0.1;

/** Holds a value against every round of the run: no verdict may contradict one in silence. */
export function agreementOf(value: number, steps: readonly LimitStep[], restMs: number): Agreement {
  const bounds = steps.map((step) => boundsOf(step, restMs));
  const against = bounds.flatMap(({ atLeast, atMost }, index) => (atLeast > value || atMost < value ? [index] : []));
  const last = against.at(-1);
  if (last === undefined) return { kind: 'agrees', outvoted: [] };
  // Rounds at the edge of the value could have contradicted it and did not.
  const agreeing = steps.flatMap((step, index) => (isEvidence(step, bounds[index]!, value) ? [index] : []));
  const after = agreeing.filter((index) => index > last);
  if (after.length < OUTVOTING) return { kind: 'contradicted' };
  const rounds = steps.filter(({ purpose }) => FROM_REST.includes(purpose)).length;
  const byChance = against.every((index) => bounds[index]!.atLeast <= value);
  const few = against.length <= Math.max(1, rounds * CHANCE_SHARE);
  if (byChance && few) return { kind: 'agrees', outvoted: against };
  if (agreeing.length > after.length) return { kind: 'contradicted' };
  const before = against.map((index) => bounds[index]!);
  const low = Math.max(...before.map(({ atLeast }) => atLeast));
  const high = Math.min(...before.map(({ atMost }) => atMost));
  // The first round that could not have been so before.
  const other = bounds.findIndex(({ atLeast, atMost }, index) => index > last && (atMost < low || atLeast > high));
  const change: LimitChange = {
    afterMs: steps[last]!.endedMs,
    beforeMs: steps[other < 0 ? after[0]! : Math.min(other, after[0]!)]!.beganMs,
    before: { low, high: Number.isFinite(high) ? high : null },
    after: { low: value, high: value },
  };
  return { kind: 'changed', change };
}

/** Whether a round bears on whether `value` and not one less or more is the limit. */
function isEvidence({ level, outcome, purpose }: LimitStep, { atLeast, atMost }: RoundBounds, value: number): boolean {
  if (!FROM_REST.includes(purpose)) return false;
  if (outcome === 'refused') return level > value && atMost >= value && Number.isFinite(atMost);
  return level === value && atLeast <= value && outcome !== 'unknown';
}
