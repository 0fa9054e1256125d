import type { Refusal } from '../refusal.js';

/** What another HTTP method on the documented path gets. The page leaves it open; its tables have no 405. */
export function refuseMethod(): Refusal {
  return { code: 'API_NOT_FOUND' };
}
