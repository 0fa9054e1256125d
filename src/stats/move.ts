/** An interval; null where it is open on that side. */
export interface Interval {
  readonly low: number | null;
  readonly high: number | null;
}

/** Which way a figure moved. `unclear`: the intervals overlap or are open, so nothing is shown. */
export type Move = 'higher' | 'lower' | 'unclear';

/** Whether a figure has moved for certain: only where its intervals have no point in common. */
export function moveOf(was: Interval, is: Interval): Move {
  if (was.high !== null && is.low !== null && is.low > was.high) return 'higher';
  return is.high !== null && was.low !== null && is.high < was.low ? 'lower' : 'unclear';
}
