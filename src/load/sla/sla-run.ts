import type { Sla } from './sla.js';

/** How the script `latency` is run so that its samples can be judged by an agreement. */
export interface SlaRun {
  /** The script's options. */
  readonly env: Readonly<Record<string, string>>;
  /** Arguments for either engine: the agreement judges, not the script's own thresholds. */
  readonly k6Arguments: readonly string[];
  /** The latency limits that samples are counted against. */
  readonly limitsMs: readonly number[];
}

/** The run that an agreement asks for. */
export function slaRun(sla: Sla): SlaRun {
  return {
    env: {
      FACEGATE_RATE: String(sla.ratePerSecond),
      FACEGATE_DURATION: `${sla.durationMs}ms`,
      FACEGATE_WARMUP: `${sla.warmupMs}ms`,
    },
    k6Arguments: ['--no-thresholds'],
    limitsMs: sla.latency.map(({ belowMs }) => belowMs),
  };
}
