import { nextGap, returnTrials } from './late-slots.js';
import { CONFIRM_ROUNDS, sentinelRests } from './rests.js';
import type { CauseTest, LimitState, Phase } from './state.js';
import type { Round, RoundPurpose } from './types.js';

const BASELINE_REQUESTS = 10;
/** What a closed loop sends at least, and for each of its level: enough to empty what a limit on the rate has saved up. */
const LOOP_REQUESTS = 40;
const LOOP_TURNS = 4;
/** The part of an answer's time over which a burst is spread and still overlaps. */
const SPREAD_SHARE = 0.7;

/** Its multiples are spread evenly over any window. */
const GOLDEN_SHARE = 0.618;
const LONGEST_EXTRA_MS = 1000;
const FIRST_TRIALS = 3;

/** The round that a search in this phase asks for. */
export function planRound(state: LimitState, phase: Exclude<Phase, { kind: 'done' }>): Round {
  const { settings, low, restMs } = state;
  if (state.sentinel !== undefined) {
    const rest = state.sentinel === 0 ? restMs : (sentinelRests(settings.settleMs)[state.sentinel] ?? 0);
    return burst('sentinel', 1, rest);
  }
  switch (phase.kind) {
    case 'baseline':
      return { ...burst('baseline', 1, 0), perLoop: BASELINE_REQUESTS };
    case 'climb':
      return burst('climb', phase.level, restMs);
    case 'bisect':
      return burst('bisect', phase.level, restMs);
    case 'confirm':
      // Refused rounds go first: the accepted one that follows shows that the service has recovered.
      return state.high !== undefined && phase.refused <= phase.held && phase.refused < CONFIRM_ROUNDS
        ? burst('confirm-refused', low + 1, restMs)
        : burst('confirm-held', low, restMs);
    case 'cause':
      return causeRound(state, phase.test);
    case 'recheck':
      return burst('confirm-refused', low + 1, Math.max(settings.idleMs, restMs));
    case 'return': {
      const trials = returnTrials(state.steps);
      return phase.filled
        ? burst('return', Math.min(low + 1, settings.maxLevel), nextGap(trials, restMs) ?? restMs)
        : burst('return-fill', low, restMs + extraRestMs(trials.length));
    }
    case 'loops':
      return loop('loop', Math.floor((phase.held + phase.refused) / 2), state);
  }
}

/** Rests of changing length, so that the trials that decide do not keep time with the windows of a limit on the rate. */
function extraRestMs(trial: number): number {
  return trial < FIRST_TRIALS ? 0 : Math.round(((trial * GOLDEN_SHARE) % 1) * LONGEST_EXTRA_MS);
}

function causeRound(state: LimitState, test: CauseTest): Round {
  const { low, settings, restMs } = state;
  const idleMs = Math.max(settings.idleMs, restMs);
  switch (test) {
    case 'fill':
      return {
        ...burst('cause-fill', low + 1, idleMs),
        spreadMs: Math.round((state.atRest?.leastUsedMs ?? 0) * SPREAD_SHARE),
      };
    case 'burst':
      return burst('cause-burst', low + 1, idleMs);
    case 'loop':
      return loop('loop', low, state);
    case 'few':
      return loop('cause-few', Math.max(1, Math.floor(low / 2)), state);
  }
}

/** One request of each of so many loops, all at once. */
function burst(purpose: RoundPurpose, level: number, restMs: number): Round {
  return { purpose, level, perLoop: 1, spreadMs: 0, restMs };
}

function loop(purpose: RoundPurpose, level: number, { low, restMs }: LimitState): Round {
  const requests = Math.max(LOOP_REQUESTS, LOOP_TURNS * (low + 1));
  return { ...burst(purpose, level, restMs), perLoop: Math.max(2, Math.ceil(requests / level)) };
}
