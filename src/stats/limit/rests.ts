/** Rests before a lone request that follows a refused round, after the first one, milliseconds. */
export const SENTINEL_RESTS_MS: readonly number[] = [1_000, 5_000];

/** So many rounds on either side of a limit confirm it. */
export const CONFIRM_ROUNDS = 3;
