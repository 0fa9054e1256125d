/** How late the engine itself ran: its event loops, and its arrivals. */
export interface Lag {
  /** Event-loop delay of the worst thread, worst and 99th percentile. */
  readonly maxMs: number;
  readonly p99Ms: number;
  /** How late arrivals began (99th percentile); 0 without arrival rates. */
  readonly startP99Ms: number;
  /** Arrivals that could not begin at all. */
  readonly dropped: number;
  /** Whether latencies of this run must not be judged, and why; empty when they may. */
  readonly spoiled: boolean;
  readonly reasons: readonly string[];
}

/** A generator that is late by this much, or by this share of what it measures, measures itself. */
const TOLERATED_MS = 10;
const TOLERATED_SHARE = 0.1;

/** Judges whether the engine's own lag spoils latencies around `medianMs`. */
export function judgeLag(measured: {
  maxMs: number;
  p99Ms: number;
  startP99Ms: number;
  dropped: number;
  medianMs: number;
}): Lag {
  const { maxMs, p99Ms, startP99Ms, dropped, medianMs } = measured;
  const tolerated = Math.max(TOLERATED_MS, medianMs * TOLERATED_SHARE);
  const reasons: string[] = [];
  if (p99Ms > tolerated)
    reasons.push(
      `the load generator's event loop ran ${p99Ms.toFixed(1)} ms late (99th percentile; tolerated ${tolerated.toFixed(1)} ms): use fewer VUs, a lower rate or more cores`,
    );
  if (startP99Ms > tolerated)
    reasons.push(
      `arrivals began ${startP99Ms.toFixed(1)} ms late (99th percentile; tolerated ${tolerated.toFixed(1)} ms): use a lower rate or more cores`,
    );
  if (dropped > 0)
    reasons.push(`${dropped} arrivals were dropped for want of a free VU: raise preAllocatedVUs and maxVUs`);
  return { maxMs, p99Ms, startP99Ms, dropped, spoiled: reasons.length > 0, reasons };
}
