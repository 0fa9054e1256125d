import { randomUUID } from 'node:crypto';

/** A string that no other request has: Unix seconds and a UUID, as in the page's examples. */
export function newRequestId(nowMs: number): unknown {
  return `${Math.floor(nowMs / 1000)},${randomUUID()}`;
}
