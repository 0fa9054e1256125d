import type { Round, RoundSeen } from '../../src/stats/limit/types.js';
import { quantile } from '../../src/stats/quantile.js';
import type { Sent } from './send.js';

/** What a round needs of the world. */
export interface RoundWorld {
  /** Sends one request; never rejects. */
  readonly send: () => Promise<Sent>;
  readonly sleep: (ms: number) => Promise<void>;
  readonly nowMs: () => number;
}

/** How many answers of no use a loop sends again before it gives up. */
const MOST_REPEATS = 3;
/** Rest before such a request is sent again, milliseconds. */
const REPEAT_REST_MS = 20;

/**
 * Runs one round: as many loops as its level, each of which sends its next request when its last one was answered. The
 * first refusal ends the round: what is in flight comes home, nothing more is sent.
 */
export async function runRound(round: Round, { send, sleep, nowMs }: RoundWorld): Promise<RoundSeen> {
  if (round.restMs > 0) await sleep(round.restMs);
  const beganMs = nowMs();
  const acceptedMs: number[] = [];
  const unknown: Record<string, number> = {};
  let [inFlight, reached, refused, inFlightAtRefusal, firstAccepted, serverErrors, serverMs] = [0, 0, 0, 0, 0, 0, 0];

  const loop = async (index: number): Promise<void> => {
    if (round.spreadMs > 0) await sleep((round.spreadMs * index) / round.level);
    let accepted = 0;
    let repeats = 0;
    for (let turn = 0; accepted < round.perLoop && repeats <= MOST_REPEATS && refused === 0; turn += 1) {
      inFlight += 1;
      reached = Math.max(reached, inFlight);
      const { outcome, wallMs } = await send();
      if (outcome.kind === 'refused' && refused === 0) inFlightAtRefusal = inFlight;
      inFlight -= 1;
      if (outcome.kind === 'ok') {
        accepted += 1;
        acceptedMs.push(wallMs);
        serverMs += outcome.timeUsedMs ?? 0;
        if (turn === 0) firstAccepted += 1;
      } else if (outcome.kind === 'refused') {
        refused += 1;
      } else {
        unknown[outcome.what] = (unknown[outcome.what] ?? 0) + 1;
        if (outcome.kind === 'server-error') serverErrors += 1;
        repeats += 1;
        await sleep(REPEAT_REST_MS);
      }
    }
  };
  await Promise.all(Array.from({ length: round.level }, (_, index) => loop(index)));

  acceptedMs.sort((a, b) => a - b);
  return {
    reached,
    inFlightAtRefusal,
    accepted: acceptedMs.length,
    refused,
    firstAccepted,
    unknown,
    serverErrors,
    durationMs: nowMs() - beganMs,
    serverMs,
    p50Ms: quantile(acceptedMs, 0.5) ?? 0,
    p95Ms: quantile(acceptedMs, 0.95) ?? 0,
  };
}
