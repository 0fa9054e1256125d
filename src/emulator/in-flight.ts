import type { Role } from '../contract/types.js';

/** Requests being worked on, by account. */
export interface InFlight {
  count(role: Role): number;
  /** Counts one request until the returned function is called. */
  enter(role: Role): () => void;
  /** The most that any account had at once. */
  peak(): number;
}

export function countInFlight(): InFlight {
  const counts = new Map<Role, number>();
  let peak = 0;
  const count = (role: Role) => counts.get(role) ?? 0;
  return {
    count,
    enter(role) {
      counts.set(role, count(role) + 1);
      peak = Math.max(peak, count(role));
      return () => counts.set(role, count(role) - 1);
    },
    peak: () => peak,
  };
}
