/** k6's exit codes, which a load run on either engine ends with. */
export const LOAD_EXIT = {
  /** The run went through and every threshold holds. */
  ok: 0,
  /** At least one threshold does not hold. */
  thresholds: 99,
  /** setup() took longer than `setupTimeout`. */
  setupTimeout: 100,
  /** teardown() took longer than `teardownTimeout`. */
  teardownTimeout: 101,
  /** Options that do not make sense, or a script the engine cannot run. */
  invalidConfig: 104,
  /** Stopped by a signal. */
  stopped: 105,
  /** An exception in the script's init code, setup() or teardown(). */
  scriptException: 107,
  /** The script called `test.abort()`. */
  aborted: 108,
  /** The engine itself broke: a mistake in it, or no room for what it writes. */
  engine: 109,
  /** The script called `test.fail()`. */
  failed: 110,
} as const;

export type LoadExit = (typeof LOAD_EXIT)[keyof typeof LOAD_EXIT];
