import { describeAnswer } from '../../contract/answer.js';
import type { BurstCount } from '../../contract/burst.js';
import { signalText } from '../../contract/signals.js';
import type { Contract } from '../../contract/types.js';
import { failed, passed, undecided } from '../../flow/judge/seen.js';
import { sayOfAnswers as say } from '../../sayings/answers.js';
import type { BurstScenario } from '../scenario/types.js';
import type { Judged } from './judged.js';

type Kind = BurstScenario['burst'];

/** Sends so many requests at once and counts their answers; or says why nothing was sent. */
export type SendRound = (size: number) => Promise<BurstCount | Judged>;

/** One burst, and how many of it may be refused; undefined where that is not judged. */
interface Round {
  readonly size: number;
  readonly excess: number | undefined;
}

const ROUNDS = 3;
const SEARCH_UP_TO = 64;

/** What is expected, as one line. */
export function burstExpectation(kind: Kind, contract: Contract): string {
  const answer = signalText('too many in flight', contract);
  switch (kind) {
    case 'at the limit':
      return say('noneRefused');
    case 'one above the limit':
      return say('oneRefused', { answer });
    case 'far above the limit':
      return say('excessRefused', { answer });
    case 'after a burst':
      return say('asBefore');
  }
}

function roundsOf(kind: Kind, limit: number): Round[] {
  const far = Math.max(limit * 2, limit + 2);
  const thrice = (size: number): Round[] => Array(ROUNDS).fill({ size, excess: size - limit });
  switch (kind) {
    case 'at the limit':
      return thrice(limit);
    case 'one above the limit':
      return thrice(limit + 1);
    case 'far above the limit':
      return thrice(far);
    case 'after a burst':
      return [
        { size: far, excess: undefined },
        ...Array(ROUNDS).fill({ size: 1, excess: 0 }),
        { size: limit, excess: 0 },
      ];
  }
}

/**
 * The limit of an account, found by doubling: the fewest that several bursts with refusals let through, as one that came
 * late takes the place of one that was done; or why it is not known.
 */
export async function findLimit(send: SendRound): Promise<number | Judged> {
  const granted: number[] = [];
  let rounds = ROUNDS;
  for (let size = 2; size <= SEARCH_UP_TO && rounds > 0; ) {
    const count = await send(size);
    const problem = 'verdict' in count ? count : judgeAlone(count);
    if (problem !== undefined) return problem;
    const { refused, internal, granted: through } = count as BurstCount;
    if (refused > 0 && internal === 0) granted.push(through);
    if (granted.length === 0) size *= 2;
    else rounds -= 1;
  }
  if (granted.length > 0) return Math.min(...granted);
  return { verdict: 'not-due', note: say('noLimitMet', { count: SEARCH_UP_TO }) };
}

/** Sends the bursts of a scenario one after the other, up to the first that breaks its expectation. */
export async function tryRounds(kind: Kind, limit: number, send: SendRound): Promise<Judged> {
  const rounds = roundsOf(kind, limit);
  const counts: BurstCount[] = [];
  for (const round of rounds) {
    const count = await send(round.size);
    if ('verdict' in count) return count;
    const problem = judgeAlone(count) ?? judgeRefused(round, limit, count);
    if (problem !== undefined) return problem;
    counts.push(count);
  }
  return judgeTooMany(rounds, limit, counts) ?? judgeTogether(kind, limit, counts);
}

/** What breaks any expectation: an answer that is none, or another error. */
function judgeAlone({ unanswered: [silent], others, size }: BurstCount): Judged | undefined {
  if (silent !== undefined) return undecided(describeAnswer(silent));
  if (others[0] === undefined) return undefined;
  return failed(say('ofBurst', { answer: describeAnswer(others[0]), count: others.length, of: size }));
}

/** More refused than the limit leaves over: each burst shows that alone. */
function judgeRefused({ size, excess }: Round, limit: number, { refused }: BurstCount): Judged | undefined {
  if (excess === undefined || refused <= excess) return undefined;
  return failed(
    excess === 0
      ? say('refusedWithin', { count: refused, of: size, limit: size })
      : say('refusedTooMany', { count: refused, of: size, more: refused - excess, limit }),
  );
}

/**
 * More answered than the limit allows, while all of them were in flight. On a busy machine a request can come so late that it
 * takes the place of one that is done: every burst has to show it before the service is blamed.
 */
function judgeTooMany(rounds: readonly Round[], limit: number, counts: readonly BurstCount[]): Judged | undefined {
  const tooMany = counts.filter(({ refused, internal }, place) => refused + internal < (rounds[place]?.excess ?? 0));
  const proof = tooMany.find(({ overlapped }) => overlapped);
  if (proof === undefined) return undefined;
  const told = say('answeredTooMany', { count: proof.granted, of: proof.size, limit });
  return tooMany.length === counts.length
    ? failed(told)
    : undecided(say('inSomeBursts', { what: told, count: tooMany.length, of: counts.length }));
}

/** Of bursts that are each as expected: whether they show what they were to show. */
function judgeTogether(kind: Kind, limit: number, counts: readonly BurstCount[]): Judged {
  const told = say('limit', { limit });
  if (kind === 'at the limit') return passed(say('bursts', { count: counts.length, of: limit }), told);
  if (kind === 'after a burst') return passed(say('afterBurst', { count: ROUNDS, of: limit }), told);
  const size = counts[0]?.size ?? 0;
  const refused = counts.map((count) => count.refused);
  return refused.every((number) => number === 0)
    ? undecided(say('tooFast', { count: size }))
    : passed(say('burstsRefused', { count: counts.length, of: size, names: refused.join(', ') }), told);
}
