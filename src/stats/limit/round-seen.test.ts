import { describe, expect, test } from 'vitest';
import { atRestOf, seenOf } from './round-seen.js';
import type { Call } from './types.js';

const call = (more: Partial<Call>): Call => ({
  first: true,
  writtenFromMs: 0,
  writtenToMs: 0,
  durationMs: 20,
  connectingMs: 0,
  answer: 'accepted',
  what: '',
  timeUsedMs: 20,
  ...more,
});
const at = (ms: number, more: Partial<Call> = {}) => call({ writtenFromMs: ms, writtenToMs: ms, ...more });
const climb = { purpose: 'climb' } as const;
const alone = (more: Partial<Call>) =>
  atRestOf(Array.from({ length: 10 }, (_, i) => at(i * 100, { connectingMs: i === 0 ? 0.2 : 0, ...more })))!;

describe('a server at rest', () => {
  test('what lone requests take less the way is in the server, whatever time_used says', () => {
    expect(alone({ durationMs: 20.5, timeUsedMs: undefined })).toMatchObject({ serviceMs: 19.3, leastUsedMs: 19.3 });
    expect(alone({ durationMs: 20.5, timeUsedMs: 3 })).toMatchObject({
      serviceMs: 19.3,
      leastUsedMs: 3,
      trusted: true,
    });
  });

  test('over a long way that is next to nothing', () => {
    const rest = alone({ durationMs: 50.5, timeUsedMs: 0, connectingMs: 50 });
    expect(rest).toMatchObject({ serviceMs: 0, overheadMs: 50.5 });
  });

  test('a time_used longer than the request itself is not believed', () => {
    expect(alone({ durationMs: 1, timeUsedMs: 12 })).toMatchObject({ trusted: false });
    expect(alone({ durationMs: 11, timeUsedMs: 12 })).toMatchObject({ trusted: true });
  });

  test('none was accepted: nothing is known', () => {
    expect(atRestOf([at(0, { answer: 'refused' })])).toBeUndefined();
  });
});

describe('trust row 32: how many were in flight together', () => {
  const rest = alone({ durationMs: 20.5 });
  const seen = (calls: readonly Call[]) => seenOf(climb, calls, rest, 0);

  test('five written at once were in the server together', () => {
    expect(seen([0, 1, 2, 3, 4].map((ms) => at(ms)))).toMatchObject({ reached: 5, shown: 5, accepted: 5 });
  });

  test('one after the other never were two', () => {
    expect(seen([0, 25, 50].map((ms) => at(ms)))).toMatchObject({ reached: 1, shown: 1 });
  });

  test('on their connections at once, but for the server one after the other: not shown', () => {
    // A server that takes them in turns: each is there for 20 ms, and the last one is home after 100.
    const calls = [1, 2, 3, 4, 5].map((turn) => at(0, { durationMs: 20 * turn }));
    expect(seen(calls)).toMatchObject({ reached: 5, shown: 1 });
  });

  test('answers in no time are never shown to overlap, however many calls had begun', () => {
    const quick = alone({ durationMs: 0.4, timeUsedMs: 0 });
    const calls = Array.from({ length: 200 }, (_, i) => at(i * 0.05, { durationMs: 10, timeUsedMs: 0 }));
    expect(seenOf(climb, calls, quick, 0).shown).toBeLessThan(10);
  });

  test('nor where time_used tells a time that cannot be', () => {
    const liar = alone({ durationMs: 0.4, timeUsedMs: 12 });
    const calls = Array.from({ length: 200 }, (_, i) => at(i * 0.05, { durationMs: 12, timeUsedMs: 12 }));
    expect(seenOf(climb, calls, liar, 0).shown).toBeLessThan(10);
  });

  test('over a long way that is the same for all, they are', () => {
    const far = alone({ durationMs: 100, timeUsedMs: 50, connectingMs: 50 });
    const calls = [0, 1, 2, 3].map((ms) => at(ms, { durationMs: 100 + ms, timeUsedMs: 50 }));
    expect(seenOf(climb, calls, far, 0)).toMatchObject({ reached: 4, shown: 4 });
  });

  test('where the engine knows the write only to some milliseconds, only what is certain counts', () => {
    const blurred = (byMs: number) => [0, 1, 2].map((ms) => call({ writtenFromMs: ms, writtenToMs: ms + byMs }));
    expect(seen(blurred(5))).toMatchObject({ reached: 3, shown: 3 });
    expect(seen(blurred(25))).toMatchObject({ reached: 1, shown: 1 });
  });

  test.each(['other', 'refused', 'server-error'] as const)('what was answered "%s" is not shown', (answer) => {
    const calls = [0, 1, 2, 3].map((ms) => at(ms, ms === 0 ? { answer, what: 'w' } : {}));
    expect(seen(calls)).toMatchObject({ shown: 3, reached: answer === 'other' ? 3 : 4 });
  });
});

describe('what a round showed', () => {
  const rest = alone({ durationMs: 20 });

  test('answers are counted by what they were', () => {
    const calls = [
      at(0),
      at(0, { answer: 'refused' }),
      at(0, { answer: 'other', what: '429' }),
      at(0, { answer: 'other', what: '429' }),
      at(0, { answer: 'server-error', what: '500' }),
      at(20, { first: false }),
    ];
    expect(seenOf(climb, calls, rest, 0)).toMatchObject({
      accepted: 2,
      refused: 1,
      firstAccepted: 1,
      unknown: { '429': 2, '500': 1 },
      serverErrors: 1,
    });
  });

  test('times count from the beginning of the search', () => {
    const calls = [at(1000), at(1005, { durationMs: 40 })];
    expect(seenOf({ purpose: 'return-fill' }, calls, rest, 900)).toMatchObject({
      beganMs: 100,
      writtenMs: 105,
      endedMs: 145,
      answeredMs: [120, 145],
      p50Ms: 30,
    });
    expect(seenOf(climb, calls, rest, 900).answeredMs).toEqual([]);
  });

  test('of those that wait for others, the prompt ones are told apart', () => {
    const calls = [20, 21, 25, 33, 40, 41, 60].map((durationMs) => at(0, { durationMs }));
    expect(seenOf(climb, calls, rest, 0)).toMatchObject({ prompt: 3, between: 1 });
  });

  test('a round without a call is empty', () => {
    expect(seenOf(climb, [], rest, 0)).toMatchObject({ reached: 0, shown: 0, accepted: 0, p95Ms: 0, beganMs: 0 });
  });
});
