import { beginSearch, nextStep, observe } from './search.js';
import type { LimitSettings, Round, RoundSeen } from './types.js';

/**
 * The budget with which a search comes to its end, when the service answers every request at once and holds `limit` of them
 * (undefined: as many as are tried). Disturbances cost more.
 */
export function requestsNeeded(settings: LimitSettings, limit: number | undefined): number {
  let state = beginSearch({ ...settings, maxRequests: Number.MAX_SAFE_INTEGER });
  let sent = 0;
  let needed = 0;
  for (;;) {
    const step = nextStep(state);
    if (step.kind === 'done') return needed;
    const { round } = step;
    // The search begins a round only when the budget holds all that it may send.
    needed = Math.max(needed, sent + round.level * round.perLoop);
    const seen = perfectly(round, limit ?? round.level);
    sent += seen.accepted + seen.refused;
    state = observe(state, seen);
  }
}

function perfectly({ level, perLoop }: Round, limit: number): RoundSeen {
  const over = Math.max(0, level - limit);
  const accepted = over > 0 ? limit : level * perLoop;
  return {
    reached: level,
    shown: level - over,
    accepted,
    refused: over,
    firstAccepted: level - over,
    prompt: level - over,
    between: 0,
    unknown: {},
    serverErrors: 0,
    beganMs: 0,
    writtenMs: 0,
    endedMs: 0,
    answeredMs: [],
    serverMs: 0,
    p50Ms: 0,
    p95Ms: 0,
  };
}
