import type { Scenario } from 'k6/options';

export interface Arrivals {
  /** Arrivals a second; fractions are kept. */
  readonly rate: number;
  readonly users: number;
  readonly warmupMs: number;
  readonly measureMs: number;
}

/** How long the warm-up's last requests may take before the measured phase begins; its users are then free for it. */
const BETWEEN_MS = 1000;

/** A constant arrival rate: first the warm-up (none with 0 ms), then the measured phase, told apart by the tag `phase`. */
export function arrivals({ rate, users, warmupMs, measureMs }: Arrivals): Record<string, Scenario> {
  const scenario = (phase: 'warmup' | 'measure', startMs: number, lengthMs: number): Scenario => ({
    executor: 'constant-arrival-rate',
    ...wholeRate(rate),
    duration: `${lengthMs}ms`,
    startTime: `${startMs}ms`,
    preAllocatedVUs: users,
    tags: { phase },
    gracefulStop: phase === 'warmup' ? `${BETWEEN_MS}ms` : '30s',
  });
  if (warmupMs === 0) return { measure: scenario('measure', 0, measureMs) };
  return {
    warmup: scenario('warmup', 0, warmupMs),
    measure: scenario('measure', warmupMs + BETWEEN_MS, measureMs),
  };
}

/** k6 takes whole rates only: 0.5 a second becomes 500 in 1,000 seconds, which is the same pace. */
function wholeRate(rate: number): { rate: number; timeUnit: string } {
  return Number.isInteger(rate) ? { rate, timeUnit: '1s' } : { rate: Math.round(rate * 1000), timeUnit: '1000s' };
}
