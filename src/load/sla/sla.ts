/** A checked service level agreement, complete. */
export interface Sla {
  readonly latency: readonly LatencyObjective[];
  /** Percent of requests that must be answered; null for no such promise. */
  readonly availability: number | null;
  /** Percent; how sure a pass or a fail must be. */
  readonly confidence: number;
  /** Arrivals a second. */
  readonly ratePerSecond: number;
  /** How long is measured, the warm-up apart. */
  readonly durationMs: number;
  readonly warmupMs: number;
}

export interface LatencyObjective {
  /** Above 0, below 100. */
  readonly percentile: number;
  readonly belowMs: number;
}
