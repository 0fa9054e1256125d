import { describe, expect, test } from 'vitest';
import type { Round } from '../../src/stats/limit/types.js';
import type { Outcome } from './outcome.js';
import { runRound } from './run-round.js';

const round = (more: Partial<Round>): Round => ({
  purpose: 'loop',
  level: 4,
  perLoop: 2,
  spreadMs: 0,
  restMs: 0,
  ...more,
});

/** A world without a clock: every answer comes after the code that is ready to run has run. */
function world(answer: (request: number, inFlight: number) => Outcome) {
  let sent = 0;
  let inFlight = 0;
  const slept: number[] = [];
  return {
    slept,
    send: async () => {
      sent += 1;
      inFlight += 1;
      const request = sent;
      const outcome = answer(request, inFlight);
      for (let i = 0; i < 5; i += 1) await Promise.resolve();
      inFlight -= 1;
      const written = { fromMs: request, toMs: request };
      return { outcome, wallMs: 10 * request, written, durationMs: 10, connectingMs: request === 1 ? 3 : 0 };
    },
    sleep: async (ms: number) => {
      slept.push(ms);
    },
    sent: () => sent,
  };
}

const ok: Outcome = { kind: 'ok', timeUsedMs: 1 };
const refused: Outcome = { kind: 'refused' };
const answers = (calls: readonly { readonly answer: string }[], answer: string) =>
  calls.filter((call) => call.answer === answer).length;

describe('a round', () => {
  test('every loop collects its answers, all at the same time, each with its times', async () => {
    const calls = await runRound(
      round({}),
      world(() => ok),
    );
    expect(answers(calls, 'accepted')).toBe(8);
    expect(calls.filter(({ first }) => first)).toHaveLength(4);
    expect(calls[0]).toEqual({
      first: true,
      writtenFromMs: 1,
      writtenToMs: 1,
      durationMs: 10,
      connectingMs: 3,
      answer: 'accepted',
      what: '',
      timeUsedMs: 1,
    });
  });

  test('after a refusal nothing more is sent, and what is in flight is counted', async () => {
    const server = world((_, inFlight) => (inFlight > 3 ? refused : ok));
    const calls = await runRound(round({ perLoop: 50 }), server);
    expect(answers(calls, 'refused')).toBe(1);
    expect(answers(calls, 'accepted')).toBeGreaterThanOrEqual(3);
    expect(server.sent()).toBeLessThan(10);
  });

  test('what is neither is sent again after a rest, some times, and told for what it was', async () => {
    const server = world((request) => (request === 2 ? { kind: 'server-error', what: '500 INTERNAL_ERROR' } : ok));
    const calls = await runRound(round({}), server);
    expect(answers(calls, 'accepted')).toBe(8);
    expect(calls.filter(({ answer }) => answer === 'server-error')).toMatchObject([{ what: '500 INTERNAL_ERROR' }]);
    expect(server.slept).toEqual([20]);
  });

  test('a burst repeats nothing: one more request, later, would not be part of it', async () => {
    const server = world((request) => (request === 2 ? { kind: 'rejected', what: '429' } : ok));
    const calls = await runRound(round({ perLoop: 1 }), server);
    expect(calls).toHaveLength(4);
    expect(calls.filter(({ answer }) => answer === 'other')).toMatchObject([{ what: '429' }]);
    expect(server.slept).toEqual([]);
  });

  test('a target that never answers ends the round after four tries a loop', async () => {
    const server = world(() => ({ kind: 'unanswered', what: 'timeout' }));
    expect(answers(await runRound(round({ level: 2 }), server), 'other')).toBe(8);
  });

  test('it rests first, and spreads its beginnings where asked to', async () => {
    const server = world(() => ok);
    await runRound(round({ restMs: 250, spreadMs: 40, perLoop: 1 }), server);
    expect(server.slept).toEqual([250, 0, 10, 20, 30]);
  });
});
