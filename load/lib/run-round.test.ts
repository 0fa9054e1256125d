import { describe, expect, test } from 'vitest';
import type { Round } from '../../src/stats/limit/types.js';
import type { Outcome } from './outcome.js';
import { runRound } from './run-round.js';

const round = (more: Partial<Round>): Round => ({
  purpose: 'climb',
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
      return { outcome, wallMs: 10 * request };
    },
    sleep: async (ms: number) => {
      slept.push(ms);
    },
    nowMs: () => 0,
    sent: () => sent,
  };
}

const ok: Outcome = { kind: 'ok', timeUsedMs: 1 };
const refused: Outcome = { kind: 'refused' };

describe('a round', () => {
  test('every loop collects its answers, all at the same time', async () => {
    const seen = await runRound(
      round({}),
      world(() => ok),
    );
    expect(seen).toMatchObject({
      reached: 4,
      accepted: 8,
      firstAccepted: 4,
      refused: 0,
      inFlightAtRefusal: 0,
      serverMs: 8,
    });
    expect([seen.p50Ms, seen.p95Ms]).toEqual([45, 76.5]);
  });

  test('after a refusal nothing more is sent, and what is in flight is counted', async () => {
    const server = world((_, inFlight) => (inFlight > 3 ? refused : ok));
    const seen = await runRound(round({ perLoop: 50 }), server);
    expect(seen).toMatchObject({ refused: 1, inFlightAtRefusal: 4, firstAccepted: 3 });
    expect(server.sent()).toBeLessThan(10);
  });

  test('what is neither is sent again after a rest, some times, and counted by what it was', async () => {
    const server = world((request) => (request === 2 ? { kind: 'server-error', what: '500 INTERNAL_ERROR' } : ok));
    const seen = await runRound(round({}), server);
    expect(seen).toMatchObject({ accepted: 8, serverErrors: 1, unknown: { '500 INTERNAL_ERROR': 1 } });
    expect(server.slept).toEqual([20]);
  });

  test('a target that never answers ends the round after four tries a loop', async () => {
    const server = world(() => ({ kind: 'unanswered', what: 'timeout' }));
    const seen = await runRound(round({ level: 2 }), server);
    expect(seen).toMatchObject({ accepted: 0, unknown: { timeout: 8 }, serverErrors: 0, p95Ms: 0 });
  });

  test('it rests first, and spreads its beginnings where asked to', async () => {
    const server = world(() => ok);
    await runRound(round({ restMs: 250, spreadMs: 40, perLoop: 1 }), server);
    expect(server.slept).toEqual([250, 0, 10, 20, 30]);
  });
});
