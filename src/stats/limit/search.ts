import { REFUSAL_PLAN, STRICT_REFUSAL_PLAN, sprt } from '../sprt.js';
import { conclude } from './conclude.js';
import { nextGap, readReturns, returnTrials } from './late-slots.js';
import { planRound } from './plan-round.js';
import { queueOf } from './queue.js';
import { CONFIRM_ROUNDS, longerRest, sentinelRests } from './rests.js';
import type { CauseTest, Ending, LimitState, Phase } from './state.js';
import { stopRule } from './stop-rules.js';
import type { AtRest, LimitResult, LimitSettings, Round, RoundOutcome, RoundPurpose, RoundSeen } from './types.js';

export type NextStep =
  | { readonly kind: 'round'; readonly round: Round }
  | { readonly kind: 'done'; readonly result: LimitResult };

type Running<Kind extends Phase['kind']> = Extract<Phase, { readonly kind: Kind }>;

/** Rounds at the level in which so many are looked for in the server together. */
const MOST_HELD_ROUNDS = 8;
const MOST_RESTARTS = 5;
/** From this restart on, with the longest rest, the rate is tested: levels now accepted and now refused look like a limit on it. */
const DOUBTFUL_RESTART = 2;
const MOST_UNKNOWN = 3;
/** A round at a new level makes its connections first, which spreads its requests: it is run once more before it counts. */
const MOST_THIN = 1;
/** A round passes with this share of server errors in place of tokens. */
const ERROR_SHARE = 0.25;
/** And a closed loop with this share of its answers. */
const LOOP_SHARE = 0.8;

/**
 * The search for the number of requests a service accepts at once, as a state machine: `nextStep` says which round to run,
 * `observe` takes what it showed. Nothing here sends, waits or reads a clock.
 *
 * The method: bursts from rest, doubled until one is refused, then the gap is halved; a refusal is retested and believed only
 * when the sequential test decides; then three accepted bursts at the level found and three refused ones above it, in
 * turns, and all over again on a mismatch. Then tests of whether the limit is on requests in flight, and the level in a closed
 * loop: where that is refused, how late slots come back and how many loops are never refused.
 */
export function beginSearch(settings: LimitSettings): LimitState {
  return {
    settings,
    phase: { kind: 'baseline' },
    atRest: undefined,
    low: 0,
    high: undefined,
    hint: undefined,
    restMs: settings.settleMs,
    refusals: 0,
    passes: 0,
    thin: 0,
    sentinel: undefined,
    unknownInARow: 0,
    restarts: 0,
    steps: [],
  };
}

/** The round to run next, or the result. */
export function nextStep(state: LimitState): NextStep {
  if (state.phase.kind === 'done') return { kind: 'done', result: conclude(state, state.phase.ending) };
  const round = planRound(state, state.phase);
  const stop = stopRule(state.settings, state.steps, round);
  return stop === undefined
    ? { kind: 'round', round }
    : { kind: 'done', result: conclude(state, { kind: 'stopped', why: stop }) };
}

/** The state after the round that `nextStep` asked for. `atRest`: what its calls say of the server at rest. */
export function observe(state: LimitState, seen: RoundSeen, atRest?: AtRest): LimitState {
  if (state.phase.kind === 'done') return state;
  const round = planRound(state, state.phase);
  const outcome = outcomeOf(seen, round);
  const { purpose, level, restMs } = round;
  const told: LimitState = {
    ...state,
    atRest: state.atRest ?? atRest,
    steps: [...state.steps, { ...seen, purpose, level, restMs, outcome }],
  };
  if (outcome === 'unknown') return afterUnknown(told);
  if (told.sentinel !== undefined) return afterSentinel({ ...told, unknownInARow: 0 }, told.sentinel, outcome);
  const known: LimitState = {
    ...told,
    unknownInARow: 0,
    hint: hintFrom(told, seen, purpose, outcome),
    // What follows a gap was to be refused, and the next burst rests anyway.
    sentinel: outcome === 'refused' && purpose !== 'return' ? 0 : undefined,
  };
  return afterRound(known, state.phase, outcome);
}

/** Only tokens for as many as were for certain in flight speak for a level; only refusals speak against it. */
function outcomeOf(seen: RoundSeen, { level, perLoop }: Round): RoundOutcome {
  if (seen.refused > 0) return 'refused';
  const answers = Object.values(seen.unknown).reduce((sum, count) => sum + count, 0);
  if (answers > seen.serverErrors) return 'unknown';
  const { accepted, serverErrors } = seen;
  const errors = Math.floor(level * perLoop * ERROR_SHARE);
  if (perLoop > 1) {
    if (serverErrors > errors || accepted < level * perLoop * LOOP_SHARE) return 'unknown';
    return seen.reached >= level ? 'held' : 'thin';
  }
  if (serverErrors > errors || accepted + serverErrors < level) return 'unknown';
  return seen.shown + serverErrors >= level ? 'held' : 'thin';
}

function afterUnknown(state: LimitState): LimitState {
  const unknownInARow = state.unknownInARow + 1;
  // A burst that follows another is nothing without it.
  const phase: Phase = state.phase.kind === 'return' ? { kind: 'return', filled: false } : state.phase;
  if (unknownInARow < MOST_UNKNOWN) return { ...state, unknownInARow, phase };
  return done({ ...state, unknownInARow }, { kind: 'unknown' });
}

function afterSentinel(state: LimitState, refusedBefore: number, outcome: RoundOutcome): LimitState {
  const rests = sentinelRests(state.settings.settleMs);
  if (outcome !== 'refused') {
    // Slots that came back only after longer rests need them before every burst.
    const waited = rests.slice(0, refusedBefore + 1).reduce((sum, rest) => sum + rest, 0);
    return {
      ...state,
      sentinel: undefined,
      restMs: refusedBefore === 0 ? state.restMs : Math.max(state.restMs, waited),
    };
  }
  if (refusedBefore < rests.length - 1) return { ...state, sentinel: refusedBefore + 1 };
  return done({ ...state, sentinel: undefined }, { kind: 'not-recovered' });
}

function afterRound(state: LimitState, phase: Exclude<Phase, { kind: 'done' }>, outcome: RoundOutcome): LimitState {
  switch (phase.kind) {
    case 'baseline':
      return afterBaseline(state, outcome);
    case 'climb':
    case 'bisect':
      return afterLevel(state, phase.level, outcome);
    case 'confirm':
      return afterConfirm(state, phase, outcome);
    case 'cause':
      return afterCause(state, phase, outcome);
    case 'recheck':
      return afterRecheck(state, outcome);
    case 'return':
      return afterReturn(state, phase, outcome);
    case 'loops':
      return afterLoops(state, phase, outcome);
  }
}

/** That one after the other is refused says nothing of levels yet: a first one that was accepted is the level 1. */
function afterBaseline(state: LimitState, outcome: RoundOutcome): LimitState {
  const accepted = outcome !== 'refused' || (state.steps.at(-1)?.accepted ?? 0) > 0;
  if (accepted) return afterHeld(state, 1);
  const tally = count(state, outcome);
  const decision = sprt(STRICT_REFUSAL_PLAN, tally.refusals, tally.passes);
  return decision === 'p1' ? done(tally, { kind: 'one-refused' }) : tally;
}

function afterLevel(state: LimitState, level: number, outcome: RoundOutcome): LimitState {
  if (outcome === 'thin' && state.thin < MOST_THIN) return { ...state, thin: state.thin + 1 };
  const tally = count(state, outcome);
  // A clean first round passes the level: only refusals are retested.
  // That not even one is accepted ends the search, so it takes more to believe.
  const testPlan = level === 1 ? STRICT_REFUSAL_PLAN : REFUSAL_PLAN;
  const decision = tally.refusals === 0 ? 'p0' : sprt(testPlan, tally.refusals, tally.passes);
  if (decision === 'undecided') return tally;
  return decision === 'p0' ? afterHeld(tally, level) : afterRefused(tally, level);
}

function count(state: LimitState, outcome: RoundOutcome): LimitState {
  return outcome === 'refused' ? { ...state, refusals: state.refusals + 1 } : { ...state, passes: state.passes + 1 };
}

function afterHeld(state: LimitState, level: number): LimitState {
  return narrow({ ...state, low: Math.max(state.low, level) });
}

function afterRefused(state: LimitState, level: number): LimitState {
  return narrow({ ...state, high: level, hint: state.hint === level ? undefined : state.hint });
}

function fresh(state: LimitState): LimitState {
  return { ...state, refusals: 0, passes: 0, thin: 0 };
}

/** The next level to try between what was accepted and what was refused, or the confirmation when they touch. */
function narrow(state: LimitState): LimitState {
  const { low, high, hint, settings } = state;
  const confirm: Phase = { kind: 'confirm', held: 0, refused: 0 };
  if (high === undefined) {
    if (low >= settings.maxLevel) return { ...fresh(state), phase: confirm };
    const level = Math.min(settings.maxLevel, Math.max(1, low * 2));
    return { ...fresh(state), phase: { kind: 'climb', level } };
  }
  if (high === 1) return done(state, { kind: 'one-refused' });
  if (high - low === 1) return { ...fresh(state), phase: confirm };
  const suggested = hint === low ? low + 1 : hint;
  const level =
    suggested !== undefined && suggested > low && suggested < high ? suggested : Math.floor((low + high) / 2);
  return { ...fresh(state), phase: { kind: 'bisect', level } };
}

function afterConfirm(state: LimitState, phase: Running<'confirm'>, outcome: RoundOutcome): LimitState {
  const expectHeld = state.steps.at(-1)?.purpose === 'confirm-held';
  if (expectHeld === (outcome === 'refused')) return mismatch(state);
  const held = phase.held + (expectHeld ? 1 : 0);
  const refused = phase.refused + (expectHeld ? 0 : 1);
  const again: LimitState = { ...state, phase: { ...phase, held, refused } };
  if (held < CONFIRM_ROUNDS || (state.high !== undefined && refused < CONFIRM_ROUNDS)) return again;
  if (state.high === undefined && queueOf(state.steps, state.atRest) !== undefined)
    return done(state, { kind: 'no-limit' });
  // So many must have been in the server together in one round at least.
  const shown = state.steps.some((step) => step.shown >= state.low && step.outcome !== 'refused');
  if (!shown && held < MOST_HELD_ROUNDS) return again;
  return testing(state, state.high === undefined ? 'loop' : 'burst');
}

function testing(state: LimitState, test: CauseTest): LimitState {
  return { ...fresh(state), phase: { kind: 'cause', test } };
}

/** Something that was believed about the level is wrong. */
function mismatch(state: LimitState): LimitState {
  // Too short a rest is the first suspicion.
  const restMs = longerRest(state.restMs, state.settings.settleMs);
  const again: LimitState = { ...state, restarts: state.restarts + 1, restMs };
  const doubtful = restMs === state.restMs && again.restarts >= DOUBTFUL_RESTART && state.high !== undefined;
  const tested = state.steps.some(({ purpose }) => purpose === 'cause-few');
  return doubtful && !tested ? testing(again, 'few') : startOver(again);
}

/** Begins again from half the level, or gives up. */
function startOver(state: LimitState): LimitState {
  if (state.restarts > MOST_RESTARTS) return done(state, { kind: 'unsteady' });
  const level = Math.max(1, Math.floor(state.low / 2));
  return { ...fresh(state), low: 0, high: undefined, hint: undefined, phase: { kind: 'climb', level } };
}

function afterCause(state: LimitState, phase: Running<'cause'>, outcome: RoundOutcome): LimitState {
  const { test } = phase;
  // One more than the level was accepted, perhaps one after another: that tells nothing.
  if (outcome === 'thin' && (test === 'burst' || test === 'fill')) return afterAgreeing(state, test);
  const tally = count(state, outcome);
  const expectsRefusal = test === 'fill' || test === 'burst';
  const agreeing = expectsRefusal ? tally.refusals : tally.passes;
  const opposed = expectsRefusal ? tally.passes : tally.refusals;
  // A limit on requests in flight is what the API documents: a first round that agrees settles the test.
  if (opposed === 0) return afterAgreeing(tally, test);
  const decision = sprt(test === 'loop' ? REFUSAL_PLAN : STRICT_REFUSAL_PLAN, opposed, agreeing);
  if (decision === 'undecided') return tally;
  if (decision === 'p0') return afterAgreeing(tally, test);
  switch (test) {
    case 'burst':
      // A longer rest gives more: the one before was too short, or the limit is on the rate, which later tests tell.
      return startOver({
        ...tally,
        restarts: tally.restarts + 1,
        restMs: Math.max(tally.restMs, tally.settings.idleMs),
      });
    case 'fill':
      return { ...fresh(tally), phase: { kind: 'recheck' } };
    case 'few':
      return done(tally, { kind: 'rate', test });
    case 'loop':
      // Where nothing is refused from rest there are slots to spare: how late one comes back cannot be seen.
      return tally.high === undefined ? toLoops(tally) : { ...fresh(tally), phase: { kind: 'return', filled: false } };
  }
}

function afterAgreeing(state: LimitState, test: CauseTest): LimitState {
  switch (test) {
    case 'burst':
      return testing(state, 'fill');
    case 'fill':
      return testing(state, 'loop');
    case 'loop':
      return found(state);
    case 'few':
      return startOver(state);
  }
}

/** Refused again, all at once after the same rest: it is the spreading that counts. Accepted: the limit is not what it was. */
function afterRecheck(state: LimitState, outcome: RoundOutcome): LimitState {
  if (outcome !== 'refused') return mismatch(state);
  const tally = count(state, outcome);
  const decision = sprt(STRICT_REFUSAL_PLAN, tally.refusals, tally.passes);
  return decision === 'p1' ? done(tally, { kind: 'rate', test: 'fill' }) : tally;
}

function found(state: LimitState): LimitState {
  return done(state, { kind: state.high === undefined ? 'no-limit' : 'concurrency' });
}

function afterReturn(state: LimitState, { filled }: Running<'return'>, outcome: RoundOutcome): LimitState {
  if (!filled) {
    if (outcome !== 'refused') return { ...state, refusals: 0, phase: { kind: 'return', filled: true } };
    return state.refusals > 0 ? mismatch(state) : { ...state, refusals: state.refusals + 1 };
  }
  const next: LimitState = { ...state, phase: { kind: 'return', filled: false } };
  const trials = returnTrials(state.steps);
  if (nextGap(trials, state.restMs) !== undefined) return next;
  const finding = readReturns(trials, state.restMs);
  if (finding.kind === 'rate') return done(state, { kind: 'rate', test: 'return' });
  if (finding.kind === 'unclear') return done(state, { kind: 'late-or-rate' });
  return toLoops(next);
}

function toLoops(state: LimitState): LimitState {
  // Ten lone requests one after the other were the loop of one.
  const held = state.steps[0]?.outcome === 'refused' ? 0 : 1;
  return narrowLoops({ ...fresh(state), phase: { kind: 'loops', held, refused: state.low } });
}

function afterLoops(state: LimitState, phase: Running<'loops'>, outcome: RoundOutcome): LimitState {
  const level = state.steps.at(-1)!.level;
  if (outcome === 'refused') return narrowLoops({ ...fresh(state), phase: { ...phase, refused: level } });
  // A level that is refused now and then is refused.
  if (state.passes === 0) return { ...state, passes: 1 };
  return narrowLoops({ ...fresh(state), phase: { ...phase, held: level } });
}

function narrowLoops(state: LimitState): LimitState {
  const { phase } = state;
  return phase.kind === 'loops' && phase.refused - phase.held <= 1 ? found(state) : state;
}

/** A burst of n of which L are accepted suggests the limit L at once, where halving needs log2(n) levels. */
function hintFrom(state: LimitState, seen: RoundSeen, purpose: RoundPurpose, outcome: RoundOutcome) {
  if (outcome !== 'refused' || (purpose !== 'climb' && purpose !== 'bisect')) return state.hint;
  return seen.firstAccepted > 0 ? seen.firstAccepted + seen.serverErrors : state.hint;
}

function done(state: LimitState, ending: Ending): LimitState {
  return { ...state, phase: { kind: 'done', ending } };
}
