/** Rests that are tried one after another before a lone request that follows a refused round, milliseconds. */
const LONGER_RESTS_MS = [200, 1_000, 5_000];

/** The rests before lone requests after a refused round, the first of which is `settleMs`. */
export function sentinelRests(settleMs: number): readonly number[] {
  return [settleMs, ...LONGER_RESTS_MS.filter((ms) => ms > settleMs)];
}

/** The next longer time in which so many lone requests' rests have passed; the longest where there is none. */
export function longerRest(restMs: number, settleMs: number): number {
  let passedMs = 0;
  // The longest is for what a lone request has shown to need it.
  for (const ms of sentinelRests(settleMs).slice(0, -1)) {
    passedMs += ms;
    if (passedMs > restMs) return passedMs;
  }
  return restMs;
}

/** So many rounds on either side of a limit confirm it. */
export const CONFIRM_ROUNDS = 3;
