import type { LateSlot, LimitStep } from './types.js';

/** A burst that took every slot, and the burst that followed it after a gap. */
export interface ReturnTrial {
  /** When the first began, and when its answers were whole, in order. */
  readonly filledMs: number;
  readonly answeredMs: readonly number[];
  /** First and last write of the second. */
  readonly fromMs: number;
  readonly toMs: number;
  /** How many of the second were accepted, and whether one was refused. */
  readonly accepted: number;
  readonly refused: boolean;
  /** The gap that was asked for, milliseconds. */
  readonly gapMs: number;
}

/** What the trials say. */
export type ReturnFinding =
  /** Every slot is free again this long after its answer. */
  | { readonly kind: 'late'; readonly slot: LateSlot }
  /** Requests come free one after another, however long the answers are home: a limit on the rate. */
  | { readonly kind: 'rate' }
  /** Slots that come back later than a service takes for it, or a window of time. */
  | { readonly kind: 'unclear' };

/** Gaps that are tried one after another until every slot is back, milliseconds. */
const GAPS_MS = [0, 5, 20, 50, 100, 200, 300, 400, 600, 800];
/** So many trials must agree on either side of the delay found: more where a window of the clock could end by chance. */
const AGREEING = 3;
const AGREEING_LATER = 6;
const LATER_MS = 30;
/** The gaps of these trials, in times of the bounds found. */
const LONGER = 1.2;
const SHORTER = 0.8;
/** A slot that is held longer than this is no slot: limits on the rate count in windows of a second and more. */
const LONGEST_HOLD_MS = 800;
/** Delays that differ by more than this are not delays of one kind: for that no slot is late enough. */
const WIDEST_MS = 300;
/** Measured delays may differ by this much, or this share of them. */
const NOISE_MS = 10;
const NOISE_SHARE = 0.15;

/** The trials among the steps. */
export function returnTrials(steps: readonly LimitStep[]): ReturnTrial[] {
  return steps.flatMap((step, index) => {
    const before = steps[index - 1];
    if (step.purpose !== 'return' || before?.purpose !== 'return-fill' || step.outcome === 'unknown') return [];
    return [
      {
        filledMs: before.beganMs,
        answeredMs: before.answeredMs,
        fromMs: step.beganMs,
        toMs: step.writtenMs,
        accepted: step.accepted + step.serverErrors,
        refused: step.refused > 0,
        gapMs: step.restMs,
      },
    ];
  });
}

/** The gap of the next trial; undefined when the trials are enough. `restMs`: after that every slot is known to be back. */
export function nextGap(trials: readonly ReturnTrial[], restMs: number): number | undefined {
  const scan = GAPS_MS.filter((gap) => gap === 0 || gap < restMs);
  const fullGap = scan.find((gap) => trials.some((trial) => trial.gapMs === gap && isFull(trial)));
  if (fullGap === undefined && trials.length < scan.length) return scan[trials.length];
  // Not even back after the longest gap: there is nothing to agree on.
  if (fullGap === undefined && scan.length === GAPS_MS.length) return undefined;
  const scanned = fullGap === undefined ? scan.length : scan.indexOf(fullGap) + 1;
  const done = trials.length - scanned;
  const slot = boundsOf(trials.slice(0, scanned), restMs);
  if (done >= 2 * (slot.toMs > LATER_MS ? AGREEING_LATER : AGREEING)) return undefined;
  // After the longer gap every slot must be back, after the shorter one must not: in turns, so that no clock keeps time with it.
  return done % 2 === 0
    ? Math.min(restMs, Math.ceil(slot.toMs * LONGER) + 2.5 * NOISE_MS)
    : Math.floor(Math.max(0, slot.fromMs) * SHORTER);
}

/** What the trials say of slots that come back late. */
export function readReturns(trials: readonly ReturnTrial[], restMs: number): ReturnFinding {
  const { fromMs, toMs } = boundsOf(trials, restMs);
  // The later slots are, the less exactly they are timed.
  const tolerated = Math.max(NOISE_MS, NOISE_SHARE * toMs);
  if (fromMs <= toMs + tolerated) {
    const slot = { fromMs: Math.max(0, Math.min(fromMs, toMs)), toMs: Math.max(0, fromMs, toMs) };
    const answerMs = Math.max(
      0,
      ...trials.map(({ filledMs, answeredMs }) => (answeredMs.at(-1) ?? filledMs) - filledMs),
    );
    return slot.toMs + answerMs > LONGEST_HOLD_MS ? { kind: 'unclear' } : { kind: 'late', slot };
  }
  return fromMs - toMs > WIDEST_MS ? { kind: 'rate' } : { kind: 'unclear' };
}

/** With k accepted, k slots were back when the burst was over, and with a refusal the next one was not when it began. */
function boundsOf(trials: readonly ReturnTrial[], restMs: number): LateSlot {
  let fromMs = Number.NEGATIVE_INFINITY;
  let toMs = restMs;
  for (const trial of trials) {
    const { answeredMs, accepted, refused } = trial;
    const back = answeredMs[Math.min(accepted, answeredMs.length) - 1];
    if (back !== undefined) toMs = Math.min(toMs, trial.toMs - back);
    const next = answeredMs[accepted];
    if (refused && next !== undefined) fromMs = Math.max(fromMs, trial.fromMs - next);
  }
  return { fromMs, toMs };
}

function isFull({ answeredMs, accepted }: ReturnTrial): boolean {
  return accepted >= answeredMs.length;
}
