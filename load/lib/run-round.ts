import type { Call, Round } from '../../src/stats/limit/types.js';
import type { Sent } from './send.js';

/** What a round needs of the world. */
export interface RoundWorld {
  /** Sends one request; never rejects. */
  readonly send: () => Promise<Sent>;
  readonly sleep: (ms: number) => Promise<void>;
}

/** How many answers of no use a loop sends again before it gives up. */
const MOST_REPEATS = 3;
/** Rest before such a request is sent again, milliseconds. */
const REPEAT_REST_MS = 20;

/**
 * Runs one round: as many loops as its level, each of which sends its next request when its last one was answered. The
 * first refusal ends the round: what is in flight comes home, nothing more is sent. A burst, one request a loop, repeats nothing.
 */
export async function runRound(round: Round, { send, sleep }: RoundWorld): Promise<readonly Call[]> {
  if (round.restMs > 0) await sleep(round.restMs);
  const calls: Call[] = [];
  let refused = false;

  const loop = async (index: number): Promise<void> => {
    if (round.spreadMs > 0) await sleep((round.spreadMs * index) / round.level);
    let accepted = 0;
    let repeats = 0;
    for (let turn = 0; accepted < round.perLoop && repeats <= MOST_REPEATS && !refused; turn += 1) {
      const sent = await send();
      const call = callOf(sent, turn === 0);
      calls.push(call);
      if (call.answer === 'accepted') accepted += 1;
      else if (call.answer === 'refused') refused = true;
      else if (round.perLoop === 1) return;
      else {
        repeats += 1;
        await sleep(REPEAT_REST_MS);
      }
    }
  };
  await Promise.all(Array.from({ length: round.level }, (_, index) => loop(index)));
  return calls;
}

function callOf({ outcome, written, durationMs, connectingMs }: Sent, first: boolean): Call {
  const call = { first, writtenFromMs: written.fromMs, writtenToMs: written.toMs, durationMs, connectingMs };
  switch (outcome.kind) {
    case 'ok':
      return { ...call, answer: 'accepted', what: '', timeUsedMs: outcome.timeUsedMs };
    case 'refused':
      return { ...call, answer: 'refused', what: '', timeUsedMs: undefined };
    case 'server-error':
      return { ...call, answer: 'server-error', what: outcome.what, timeUsedMs: undefined };
    case 'rejected':
    case 'unanswered':
    case 'garbled':
      return { ...call, answer: 'other', what: outcome.what, timeUsedMs: undefined };
  }
}
