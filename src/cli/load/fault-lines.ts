import type { LoadKind } from '../../records/load-types.js';

/** A stack needs no more to be understood. */
const MOST_LINES = 5;

/**
 * What a user is told of a fault in a script: the message and, for a script of the user's own, where in it. The places of this
 * program and of its own scripts help nobody.
 */
export function faultLines(text: string, kind: LoadKind): string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const said = lines.filter((line) => !/^\s+at /.test(line)).map((line) => line.replace(/^Error: /, ''));
  const places = lines.filter(
    (line) => /^\s+at /.test(line) && !line.includes('/dist/src/') && !line.includes('node:'),
  );
  return [...said, ...(kind === 'script' ? places.map((line) => line.trim()) : [])].slice(0, MOST_LINES);
}
