import type { ConstantArrivalRate, RampingArrivalRate, Stage } from './options/scenario-types.js';

/** What to do `elapsedMs` into a scenario that has begun `hits` arrivals: wait so long for the next, or stop. */
export type Pacer = (elapsedMs: number, hits: number) => PaceStep;

export interface PaceStep {
  /** Until the next arrival is due; 0 when it is due now or overdue. */
  readonly waitMs: number;
  /** When the next arrival is due, from the scenario's start: its intended start, however late it begins. */
  readonly dueMs: number;
  /** No arrival is left in the scenario's time. */
  readonly stop: boolean;
}

/**
 * Paces a constant rate: arrival i is due at i · timeUnit / rate, from 0 to the end inclusive. `nth` maps the hits of
 * this part of the run to the arrivals of the whole.
 */
export function constantPacer(
  { rate, timeUnitMs, durationMs }: Pick<ConstantArrivalRate, 'rate' | 'timeUnitMs' | 'durationMs'>,
  nth: (hit: number) => number,
): Pacer {
  return (elapsedMs, hits) => step((nth(hits) * timeUnitMs) / rate, elapsedMs, durationMs);
}

/** Paces a rate that moves in straight lines: arrival i is due when the area under the rate reaches i + 1. */
export function rampingPacer(
  { startRate, timeUnitMs, stages }: Pick<RampingArrivalRate, 'startRate' | 'timeUnitMs' | 'stages'>,
  nth: (hit: number) => number,
): Pacer {
  const ramps = rampsOf(startRate, timeUnitMs, stages);
  const endMs = stages.reduce((sum, stage) => sum + stage.durationMs, 0);
  return (elapsedMs, hits) => step(dueIn(ramps, nth(hits) + 1), elapsedMs, endMs);
}

interface Ramp {
  readonly startMs: number;
  readonly durationMs: number;
  readonly fromPerMs: number;
  readonly toPerMs: number;
  /** Arrivals due before this ramp, and in it. */
  readonly before: number;
  readonly within: number;
}

function rampsOf(startRate: number, timeUnitMs: number, stages: readonly Stage[]): Ramp[] {
  let startMs = 0;
  let before = 0;
  let fromPerMs = startRate / timeUnitMs;
  return stages.map(({ durationMs, target }) => {
    const toPerMs = target / timeUnitMs;
    const within = ((fromPerMs + toPerMs) / 2) * durationMs;
    const ramp = { startMs, durationMs, fromPerMs, toPerMs, before, within };
    startMs += durationMs;
    before += within;
    fromPerMs = toPerMs;
    return ramp;
  });
}

/** A sliver of an arrival that rounding may take from an area without losing it. */
const ROUNDING = 1e-9;

function dueIn(ramps: readonly Ramp[], area: number): number {
  const ramp = ramps.find(({ before, within }) => area <= before + within + ROUNDING && within > 0);
  if (ramp === undefined) return Number.POSITIVE_INFINITY;
  const wanted = Math.min(ramp.within, Math.max(0, area - ramp.before));
  const slope = (ramp.toPerMs - ramp.fromPerMs) / ramp.durationMs;
  if (slope === 0) return ramp.startMs + wanted / ramp.fromPerMs;
  // The area under the ramp, from·t + slope·t²/2, solved for t in the form that stays exact for a small slope.
  const root = Math.sqrt(Math.max(0, ramp.fromPerMs * ramp.fromPerMs + 2 * slope * wanted));
  return ramp.startMs + Math.min(ramp.durationMs, (2 * wanted) / (ramp.fromPerMs + root));
}

function step(dueMs: number, elapsedMs: number, endMs: number): PaceStep {
  if (dueMs > endMs + ROUNDING) return { waitMs: 0, dueMs, stop: true };
  return { waitMs: Math.max(0, dueMs - elapsedMs), dueMs, stop: false };
}
