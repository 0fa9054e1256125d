import type { Target } from '../../run/target/types.js';
import type { Remaining } from '../budget.js';
import type { Sla } from '../sla/sla.js';

/** Enough for a 95th percentile with 95 % confidence and one request over the limit. */
const SAMPLES = 100;
/** Arrivals a second at the emulator of the run, whose answers take no time, at another service of this machine, and at any other. */
const RATE = { embedded: 50, loopback: 20, network: 10 };

/** The modest agreement of the gate when the user gives none, at a pace that the budget allows. */
export function gateSla(
  { perSecond }: Pick<Remaining, 'perSecond'>,
  { kind, loopback }: Pick<Target, 'kind' | 'loopback'>,
): Sla {
  const rate = kind === 'embedded' ? RATE.embedded : loopback ? RATE.loopback : RATE.network;
  const ratePerSecond = Math.min(rate, perSecond ?? rate);
  return {
    latency: [{ percentile: 95, belowMs: 2000 }],
    availability: 95,
    confidence: 95,
    ratePerSecond,
    durationMs: Math.ceil((SAMPLES / ratePerSecond) * 1000),
    warmupMs: 1000,
  };
}
