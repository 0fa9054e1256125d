/** Whole milliseconds spent so far, rounded down so that they never exceed what is seen from outside. */
export function timeUsed(startedMs: number, nowMs: number): unknown {
  return Math.floor(nowMs - startedMs);
}
