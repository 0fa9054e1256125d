/** One moment on both clocks of this machine. */
export interface Moment {
  /** The time of day, epoch milliseconds; it can be set. */
  readonly wallMs: number;
  /** A clock that never steps, milliseconds. */
  readonly monotonicMs: number;
}

/** Now. */
export function now(): Moment {
  return { wallMs: Date.now(), monotonicMs: performance.now() };
}

/** When it is by the clock that never steps, counted on from an earlier moment; epoch milliseconds. */
export function timeSince(begin: Moment, end: Moment): number {
  return begin.wallMs + (end.monotonicMs - begin.monotonicMs);
}

/** What corrections over the network come to in hours is less. */
const TOLERATED_MS = 2000;

/** Says that the time of day was set between two moments; empty when it was not. */
export function clockStep(begin: Moment, end: Moment): string {
  const stepMs = end.wallMs - timeSince(begin, end);
  if (Math.abs(stepMs) <= TOLERATED_MS) return '';
  const seconds = Math.round(Math.abs(stepMs) / 1000);
  const amount =
    seconds < 120
      ? `${seconds} s`
      : seconds < 7200
        ? `${Math.round(seconds / 60)} min`
        : `${Math.round(seconds / 3600)} h`;
  return `the clock of this machine was set ${stepMs > 0 ? 'forward' : 'back'} by ${amount} during the run; durations and times are by a clock that does not step`;
}
