import type { Refusal } from '../refusal.js';

/** Whether one more request may be worked on while `inFlight` others of the same account are. */
export function refuseExcess(inFlight: number, limit: number): Refusal | undefined {
  return inFlight < limit ? undefined : { code: 'CONCURRENCY_LIMIT_EXCEEDED' };
}
