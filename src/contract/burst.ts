import type { Answer } from './answer.js';
import { serverTime, signalOf } from './signals.js';
import type { Contract } from './types.js';

/** What the judge needs of one request of a burst; times in milliseconds on one monotonic clock. */
export interface BurstAnswer {
  readonly answer: Answer;
  readonly begunMs: number;
  readonly releasedMs: number;
  readonly endedMs: number;
}

/** A burst, counted. */
export interface BurstCount {
  readonly size: number;
  readonly granted: number;
  /** Answers that there are too many in flight, and only those. */
  readonly refused: number;
  /** A passing fault of the service: says nothing about the limit. */
  readonly internal: number;
  /** Any other answer, described by the caller; each breaks the expectation. */
  readonly others: readonly Answer[];
  /** Requests without an answer. */
  readonly unanswered: readonly Answer[];
  /** True when the answers themselves prove that all granted requests were being worked on at one moment. */
  readonly overlapped: boolean;
}

/** Counts a burst's answers. */
export function countBurst(members: readonly BurstAnswer[], contract: Contract): BurstCount {
  const others: Answer[] = [];
  const unanswered: Answer[] = [];
  const granted: BurstAnswer[] = [];
  let refused = 0;
  let internal = 0;
  for (const member of members) {
    const { answer } = member;
    if (answer.kind === 'success') granted.push(member);
    else if (answer.kind === 'unknown' || answer.kind === 'unreachable') unanswered.push(answer);
    else if (signalOf(answer, contract) === 'too many in flight') refused += 1;
    else if (signalOf(answer, contract) === 'try again') internal += 1;
    else others.push(answer);
  }
  return {
    size: members.length,
    granted: granted.length,
    refused,
    internal,
    others,
    unanswered,
    overlapped: proveOverlap(granted, contract),
  };
}

/**
 * Whether requests were surely being worked on together. A server may count a request from its head or from its whole body,
 * and its clock may begin at either.
 * Clock from the body on: a request that ended at e with a server time of t was inside from e - t until its earliest possible
 * end, which is not before its last byte was sent and not before its beginning + t. All were inside at one moment when the
 * latest of the first is before the earliest of the second.
 * Clock from the head on (it shows more than passed since the last byte): says nothing about when the work began. One that
 * began only when another had ended would end later by the time of its own work; so the ends have to lie much closer together.
 * Without a server time nothing is proven.
 */
function proveOverlap(members: readonly BurstAnswer[], contract: Contract): boolean {
  const used = members.map(({ answer }) => serverTime(answer, contract.answer));
  if (members.length === 0 || used.some((time) => time === undefined)) return false;
  const ends = members.map(({ endedMs }) => endedMs);
  const sinceLastByte = members.map(({ endedMs, releasedMs }) => endedMs - releasedMs);
  if (sinceLastByte.some((passed, place) => used[place]! > passed))
    return Math.max(...ends) - Math.min(...ends) < Math.min(...sinceLastByte) / 2;
  const latestEntry = Math.max(...ends.map((endedMs, place) => endedMs - used[place]!));
  const earliestEnd = Math.min(
    ...members.map(({ begunMs, releasedMs }, place) => Math.max(releasedMs, begunMs + used[place]!)),
  );
  return latestEntry < earliestEnd;
}
