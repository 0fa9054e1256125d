/** How late the engine itself ran: its event loops, and its arrivals. What that means for a verdict, `stats/lag-rule` says. */
export interface Lag {
  /** Event-loop delay of the worst thread, worst and 99th percentile. */
  readonly maxMs: number;
  readonly p99Ms: number;
  /** How late arrivals began (99th percentile); 0 without arrival rates. */
  readonly startP99Ms: number;
  /** Arrivals that could not begin at all. */
  readonly dropped: number;
}
