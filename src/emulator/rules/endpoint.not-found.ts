import type { Refusal } from '../refusal.js';

/** What an API that does not exist gets. */
export function refuseUnknownApi(): Refusal {
  return { code: 'API_NOT_FOUND' };
}
