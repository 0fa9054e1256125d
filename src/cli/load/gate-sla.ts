import type { Sla } from '../../load/sla-file.js';
import type { Remaining } from './budget.js';

/** Enough for a 95th percentile with 95 % confidence and one request over the limit. */
const SAMPLES = 100;
const RATE = 10;

/** The modest agreement of the gate when the user gives none, at a pace that the budget allows. */
export function gateSla({ perSecond }: Pick<Remaining, 'perSecond'>): Sla {
  const ratePerSecond = Math.min(RATE, perSecond ?? RATE);
  return {
    latency: [{ percentile: 95, belowMs: 1000 }],
    availability: 95,
    confidence: 95,
    ratePerSecond,
    durationMs: Math.ceil((SAMPLES / ratePerSecond) * 1000),
    warmupMs: 1000,
  };
}
