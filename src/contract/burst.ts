import type { Answer } from './answer.js';

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
  /** Answers 403 CONCURRENCY_LIMIT_EXCEEDED, and only those. */
  readonly refused: number;
  /** 500 INTERNAL_ERROR: says nothing about the limit. */
  readonly internal: number;
  /** Any other answer, described by the caller; each breaks the expectation. */
  readonly others: readonly Answer[];
  /** Requests without an answer. */
  readonly unanswered: readonly Answer[];
  /** True when the answers themselves prove that all requests were in the server at one moment. */
  readonly overlapped: boolean;
}

/** Counts a burst's answers. */
export function countBurst(members: readonly BurstAnswer[]): BurstCount {
  const others: Answer[] = [];
  const unanswered: Answer[] = [];
  let granted = 0;
  let refused = 0;
  let internal = 0;
  for (const { answer } of members) {
    if (answer.kind === 'success') granted += 1;
    else if (answer.kind === 'unknown' || answer.kind === 'unreachable') unanswered.push(answer);
    else if (answer.kind === 'refusal' && answer.status === 403 && answer.message.code === 'CONCURRENCY_LIMIT_EXCEEDED')
      refused += 1;
    else if (answer.kind === 'refusal' && answer.status === 500 && answer.message.code === 'INTERNAL_ERROR')
      internal += 1;
    else others.push(answer);
  }
  return { size: members.length, granted, refused, internal, others, unanswered, overlapped: proveOverlap(members) };
}

/**
 * A request that ended at e with a `time_used` of t was surely inside from e - t until its earliest possible end, which is
 * not before its last byte was sent and not before its beginning + t. All were inside at one moment when the latest of the
 * first is before the earliest of the second. Without a `time_used` nothing is proven.
 */
function proveOverlap(members: readonly BurstAnswer[]): boolean {
  const used = members.map(({ answer }) => timeUsed(answer));
  if (members.length === 0 || used.some((time) => time === undefined)) return false;
  const latestEntry = Math.max(...members.map(({ endedMs }, place) => endedMs - used[place]!));
  const earliestEnd = Math.min(
    ...members.map(({ begunMs, releasedMs }, place) => Math.max(releasedMs, begunMs + used[place]!)),
  );
  return latestEntry < earliestEnd;
}

function timeUsed(answer: Answer): number | undefined {
  const value = 'fields' in answer ? answer.fields?.time_used : undefined;
  return typeof value === 'number' ? value : undefined;
}
