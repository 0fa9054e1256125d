// What rounds showed, for tests. Only tests import this file.
import type { Round, RoundSeen } from './types.js';

/** A round in which so many were accepted and refused, all in the server together. */
export function aRoundSeen(
  { level, perLoop }: Pick<Round, 'level' | 'perLoop'>,
  more: Partial<RoundSeen> = {},
): RoundSeen {
  const { accepted = level * perLoop } = more;
  const together = Math.min(level, accepted);
  return {
    reached: level,
    shown: together,
    accepted,
    refused: 0,
    firstAccepted: together,
    prompt: together,
    between: 0,
    unknown: {},
    serverErrors: 0,
    beganMs: 0,
    writtenMs: 0,
    endedMs: 40,
    answeredMs: [],
    serverMs: 0,
    p50Ms: 20,
    p95Ms: 25,
    ...more,
  };
}
