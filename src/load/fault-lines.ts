import type { LoadKind } from '../records/load-types.js';

/** A message needs no more to be understood. */
const MOST_LINES = 5;

/**
 * What a user is told of a fault in a script: the message and, for a script of the user's own, where in it. Places in this
 * program and in its own scripts help nobody.
 */
export function faultLines(text: string, kind: LoadKind): string[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => (kind === 'script' ? line : line.replace(/^\/[^:]*:\d+:\d+: /, '')).replace(/^Error: /, ''))
    .slice(0, MOST_LINES);
}
