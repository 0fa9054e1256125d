import { REFUSAL_PLAN, STRICT_REFUSAL_PLAN, sprt } from '../sprt.js';
import { conclude } from './conclude.js';
import type { CauseTest, Ending, LimitState, Phase } from './state.js';
import { stopRule } from './stop-rules.js';
import type { LimitResult, LimitSettings, Round, RoundOutcome, RoundPurpose, RoundSeen } from './types.js';

export type NextStep =
  | { readonly kind: 'round'; readonly round: Round }
  | { readonly kind: 'done'; readonly result: LimitResult };

const CONFIRM_ROUNDS = 3;
const MOST_RESTARTS = 5;
/** At this restart the cause is tested first: levels now accepted and now refused are what a limit on the rate looks like. */
const DOUBTFUL_RESTART = 2;
const MOST_UNKNOWN = 3;
/** Rests before a lone request that follows a refused round: the first is settings.settleMs. */
const SENTINEL_RESTS_MS = [1_000, 5_000];
const BASELINE_REQUESTS = 10;

/**
 * The search for the number of requests a service accepts at once, as a state machine: `nextStep` says which round to run,
 * `observe` takes what it showed. Nothing here sends, waits or reads a clock.
 *
 * The method: double the level until a round is refused, then halve the gap; a refusal is retested and believed only
 * when the sequential test decides; then three accepted rounds at the level found and three refused ones above it, in
 * turns, and all over again on a mismatch; last, three tests of whether the limit is on concurrency or on the rate.
 */
export function beginSearch(settings: LimitSettings): LimitState {
  return {
    settings,
    phase: { kind: 'baseline' },
    low: 0,
    high: undefined,
    hint: undefined,
    hits: 0,
    misses: 0,
    sentinel: undefined,
    unknownInARow: 0,
    restarts: 0,
    steps: [],
  };
}

/** The round to run next, or the result. */
export function nextStep(state: LimitState): NextStep {
  if (state.phase.kind === 'done') return { kind: 'done', result: conclude(state, state.phase.ending) };
  const round = plan(state, state.phase);
  const stop = stopRule(state.settings, state.steps, round);
  return stop === undefined
    ? { kind: 'round', round }
    : { kind: 'done', result: conclude(state, { kind: 'stopped', why: stop }) };
}

/** The state after the round that `nextStep` asked for. */
export function observe(state: LimitState, seen: RoundSeen): LimitState {
  if (state.phase.kind === 'done') return state;
  const { purpose, level, perLoop } = plan(state, state.phase);
  const outcome = outcomeOf(seen, level, perLoop);
  const told: LimitState = { ...state, steps: [...state.steps, { ...seen, purpose, level, outcome }] };
  if (outcome === 'unknown') return afterUnknown(told);
  if (told.sentinel !== undefined) return afterSentinel({ ...told, unknownInARow: 0 }, told.sentinel, outcome);
  const known: LimitState = {
    ...told,
    unknownInARow: 0,
    hint: hintFrom(told, seen, purpose, outcome),
    sentinel: outcome === 'refused' ? 0 : undefined,
  };
  return afterRound(known, state.phase, outcome);
}

/** Only accepted answers from as many in flight as were asked for speak for a level; only refusals speak against it. */
function outcomeOf(seen: RoundSeen, level: number, perLoop: number): RoundOutcome {
  if (seen.refused > 0) return 'refused';
  return seen.reached >= level && seen.accepted >= level * perLoop * 0.8 ? 'held' : 'unknown';
}

function plan(state: LimitState, phase: Exclude<Phase, { kind: 'done' }>): Round {
  const { settings, low } = state;
  const round = (purpose: RoundPurpose, level: number, more: Partial<Round> = {}): Round => ({
    purpose,
    level,
    perLoop: Math.max(2, Math.ceil(8 / level)),
    spreadMs: 0,
    restMs: 0,
    ...more,
  });
  if (state.sentinel !== undefined) {
    const restMs = state.sentinel === 0 ? settings.settleMs : (SENTINEL_RESTS_MS[state.sentinel - 1] ?? 0);
    return round('sentinel', 1, { perLoop: 1, restMs });
  }
  switch (phase.kind) {
    case 'baseline':
      return round('baseline', 1, { perLoop: BASELINE_REQUESTS });
    case 'climb':
      return round('climb', phase.level);
    case 'bisect':
      return round('bisect', phase.level);
    case 'confirm':
      // Refused rounds go first: the accepted one that follows shows that the service has recovered.
      return state.high !== undefined && phase.refused <= phase.held && phase.refused < CONFIRM_ROUNDS
        ? round('confirm-refused', low + 1)
        : round('confirm-held', low);
    case 'cause':
      return causeRound(state, phase.test, round);
  }
}

function causeRound(
  { low, settings, steps }: LimitState,
  test: CauseTest,
  round: (purpose: RoundPurpose, level: number, more: Partial<Round>) => Round,
): Round {
  if (test === 'fast') {
    const level = Math.max(1, Math.floor(low / 2));
    return round('cause-fast', level, { perLoop: Math.ceil(Math.max(40, 4 * (low + 1)) / level) });
  }
  if (test === 'burst') return round('cause-burst', low + 1, { perLoop: 1, restMs: settings.idleMs });
  const atRest = steps.find((step) => step.purpose === 'baseline' && step.p50Ms > 0)?.p50Ms ?? 0;
  return round('cause-fill', low + 1, { perLoop: 1, spreadMs: Math.round(atRest / 2), restMs: settings.idleMs });
}

function afterUnknown(state: LimitState): LimitState {
  const unknownInARow = state.unknownInARow + 1;
  if (unknownInARow < MOST_UNKNOWN) return { ...state, unknownInARow };
  return done({ ...state, unknownInARow }, { kind: 'unknown' });
}

function afterSentinel(state: LimitState, refusedBefore: number, outcome: RoundOutcome): LimitState {
  if (outcome === 'held') return { ...state, sentinel: undefined };
  if (refusedBefore < SENTINEL_RESTS_MS.length) return { ...state, sentinel: refusedBefore + 1 };
  return done({ ...state, sentinel: undefined }, { kind: 'not-recovered' });
}

function afterRound(state: LimitState, phase: Exclude<Phase, { kind: 'done' }>, outcome: RoundOutcome): LimitState {
  if (phase.kind === 'confirm') return afterConfirm(state, phase, outcome);
  if (phase.kind === 'cause') return afterCause(state, phase, outcome);
  const tally = count(state, outcome);
  // A clean first round passes the level: only refusals are retested.
  const level = phase.kind === 'baseline' ? 1 : phase.level;
  // That not even one is accepted ends the search, so it takes more to believe.
  const testPlan = level === 1 ? STRICT_REFUSAL_PLAN : REFUSAL_PLAN;
  const decision = tally.hits === 0 ? 'p0' : sprt(testPlan, tally.hits, tally.misses);
  if (decision === 'undecided') return tally;
  return decision === 'p0' ? afterHeld(tally, level) : afterRefused(tally, level);
}

function count(state: LimitState, outcome: RoundOutcome): LimitState {
  return outcome === 'refused' ? { ...state, hits: state.hits + 1 } : { ...state, misses: state.misses + 1 };
}

function afterHeld(state: LimitState, level: number): LimitState {
  return narrow({ ...state, low: Math.max(state.low, level) });
}

function afterRefused(state: LimitState, level: number): LimitState {
  return narrow({ ...state, high: level, hint: state.hint === level ? undefined : state.hint });
}

/** The next level to try between what was accepted and what was refused, or the confirmation when they touch. */
function narrow(state: LimitState): LimitState {
  const { low, high, hint, settings } = state;
  const fresh = { ...state, hits: 0, misses: 0 };
  if (high === undefined) {
    if (low >= settings.maxLevel) return { ...fresh, phase: { kind: 'confirm', held: 0, refused: 0 } };
    return { ...fresh, phase: { kind: 'climb', level: Math.min(settings.maxLevel, Math.max(1, low * 2)) } };
  }
  if (high === 1) return done(fresh, { kind: 'one-refused' });
  if (high - low === 1) return { ...fresh, phase: { kind: 'confirm', held: 0, refused: 0 } };
  const suggested = hint === low ? low + 1 : hint;
  const level =
    suggested !== undefined && suggested > low && suggested < high ? suggested : Math.floor((low + high) / 2);
  return { ...fresh, phase: { kind: 'bisect', level } };
}

function afterConfirm(
  state: LimitState,
  phase: { readonly held: number; readonly refused: number },
  outcome: RoundOutcome,
): LimitState {
  const expected = state.steps.at(-1)?.purpose === 'confirm-held' ? 'held' : 'refused';
  if (outcome !== expected) return mismatch(state);
  const held = phase.held + (outcome === 'held' ? 1 : 0);
  const refused = phase.refused + (outcome === 'refused' ? 1 : 0);
  if (held < CONFIRM_ROUNDS || (state.high !== undefined && refused < CONFIRM_ROUNDS)) {
    return { ...state, phase: { kind: 'confirm', held, refused } };
  }
  return state.high === undefined
    ? done(state, { kind: 'no-limit' })
    : { ...state, hits: 0, misses: 0, phase: { kind: 'cause', test: 'fast', confirmed: true } };
}

/** A confirmation failed: something that was believed about the level is wrong. */
function mismatch(state: LimitState): LimitState {
  const again = { ...state, restarts: state.restarts + 1, hits: 0, misses: 0 };
  const tested = state.high !== undefined && again.restarts === DOUBTFUL_RESTART;
  return tested ? { ...again, phase: { kind: 'cause', test: 'fast', confirmed: false } } : startOver(again);
}

/** Begins again from half the level, or gives up. */
function startOver(state: LimitState): LimitState {
  if (state.restarts > MOST_RESTARTS) return done(state, { kind: 'unsteady' });
  const level = Math.max(1, Math.floor(state.low / 2));
  const fresh = { low: 0, high: undefined, hint: undefined, hits: 0, misses: 0 };
  return { ...state, ...fresh, phase: { kind: 'climb', level } };
}

function afterCause(
  state: LimitState,
  phase: { readonly test: CauseTest; readonly confirmed: boolean },
  outcome: RoundOutcome,
): LimitState {
  const { test, confirmed } = phase;
  const tally = count(state, outcome);
  const speaksForRate = test === 'fast' ? tally.hits : tally.misses;
  // A limit on concurrency is what the API documents: a first round that agrees settles the test, only rate needs proof.
  const decision = speaksForRate === 0 ? 'settled' : sprt(STRICT_REFUSAL_PLAN, tally.hits, tally.misses);
  if (decision === 'undecided') return tally;
  if (decision === (test === 'fast' ? 'p1' : 'p0')) return done(tally, { kind: 'rate', test });
  // The other two tests go one over the level, which tells nothing where the level itself is in doubt.
  if (!confirmed) return startOver(tally);
  const next = test === 'fast' ? 'burst' : test === 'burst' ? 'fill' : undefined;
  if (next === undefined) return done(tally, { kind: 'concurrency' });
  return { ...tally, hits: 0, misses: 0, phase: { kind: 'cause', test: next, confirmed } };
}

/** A burst of n of which L are accepted suggests the limit L at once, where halving needs log2(n) levels. */
function hintFrom(state: LimitState, seen: RoundSeen, purpose: RoundPurpose, outcome: RoundOutcome) {
  if (outcome !== 'refused' || (purpose !== 'climb' && purpose !== 'bisect')) return state.hint;
  return seen.firstAccepted > 0 ? seen.firstAccepted : state.hint;
}

function done(state: LimitState, ending: Ending): LimitState {
  return { ...state, phase: { kind: 'done', ending } };
}
