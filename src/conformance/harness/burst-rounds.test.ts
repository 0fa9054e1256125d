import { describe, expect, test } from 'vitest';
import { contracts } from '../../../contracts/index.js';
import { classifyAnswer } from '../../contract/answer.js';
import type { BurstCount } from '../../contract/burst.js';
import { undecided } from '../../flow/judge/seen.js';
import { burstExpectation, findLimit, tryRounds } from './burst-rounds.js';

const [contract] = contracts;
const odd = classifyAnswer(429, '{"error_message":"SLOW_DOWN"}', contract!.answer);
const silent = { kind: 'unknown', why: 'no answer within 10 s' } as const;

/** A service that lets so many through; each request proves that it was inside, unless changed. */
function service(limit: number, changes: Partial<BurstCount> = {}) {
  const sizes: number[] = [];
  const send = async (size: number): Promise<BurstCount> => {
    sizes.push(size);
    const refused = Math.max(0, size - limit);
    const common = { internal: 0, others: [], unanswered: [], overlapped: true };
    return { size, granted: size - refused, refused, ...common, ...changes };
  };
  return { sizes, send };
}

describe('bursts of a scenario', () => {
  test.each([
    // scenario, contracted limit, limit of the service, what is sent, how it ends
    ['at the limit', 3, 3, [3, 3, 3], 'passed', '3 bursts of 3: none refused'],
    ['at the limit', 3, 2, [3], 'failed', '1 of 3 requests refused although 3 may be in flight'],
    ['one above the limit', 3, 3, [4, 4, 4], 'passed', '3 bursts of 4: 1, 1, 1 refused'],
    ['one above the limit', 3, 4, [4, 4, 4], 'failed', '4 of 4 requests answered although only 3'],
    ['far above the limit', 3, 3, [6, 6, 6], 'passed', '3 bursts of 6: 3, 3, 3 refused'],
    ['far above the limit', 1, 0, [3], 'failed', '3 of 3 requests refused, 1 more than the excess over 1'],
    ['after a burst', 3, 3, [6, 1, 1, 1, 3], 'passed', '3 single requests and a burst of 3: none refused'],
    ['after a burst', 3, 0, [6, 1], 'failed', '1 of 1 requests refused'],
  ] as const)('%s of %i, at a service that lets %i through', async (kind, limit, real, sizes, verdict, told) => {
    const { sizes: sent, send } = service(real);
    expect(await tryRounds(kind, limit, send)).toMatchObject({ verdict, actual: expect.stringContaining(told) });
    expect(sent).toEqual(sizes);
  });

  test.each([
    // what else came, how it ends
    ['answers too fast to prove anything', { refused: 0, granted: 4, overlapped: false }, 'undecided', /too fast/],
    ['a passing fault in place of a refusal', { refused: 0, internal: 1, granted: 3 }, 'undecided', /too fast/],
    ['no answer', { unanswered: [silent] }, 'undecided', /no answer within 10 s/],
    ['another error', { others: [odd] }, 'failed', /429 SLOW_DOWN \(1 of 4 requests\)/],
  ] as const)('%s', async (_what, changes, verdict, told) => {
    const judged = await tryRounds('one above the limit', 3, service(3, changes).send);
    expect(judged.verdict).toBe(verdict);
    expect('actual' in judged ? judged.actual : judged.note).toMatch(told);
  });

  test('blame no service where only some bursts let too many through: a late request takes the place of one that is done', async () => {
    const limits = [4, 3, 3];
    const judged = await tryRounds('far above the limit', 3, async (size) => service(limits.shift() ?? 0).send(size));
    expect(judged).toMatchObject({
      verdict: 'undecided',
      note: '4 of 6 requests answered although only 3 may be in flight, and all were in flight at once; so in 1 of 3 bursts',
    });
  });

  test('end where nothing could be sent', async () => {
    const stopped = undecided('the budget is used up');
    expect(await tryRounds('at the limit', 3, async () => stopped)).toBe(stopped);
    expect(await findLimit(async () => stopped)).toBe(stopped);
  });

  test.each(['at the limit', 'one above the limit', 'far above the limit', 'after a burst'] as const)(
    'expect by name what is refused: %s',
    (kind) => expect(burstExpectation(kind, contract!)).toMatch(/CONCURRENCY_LIMIT_EXCEEDED|every request answered/),
  );
});

describe('a limit that nobody stated', () => {
  test('is what a burst with refusals let through, found by doubling', async () => {
    const { sizes, send } = service(5);
    expect(await findLimit(send)).toBe(5);
    expect(sizes).toEqual([2, 4, 8, 8, 8]);
  });

  test('is the fewest that were let through, as one that came late takes the place of one that is done', async () => {
    const limits = [6, 5, 7];
    const send = async (size: number) => service(limits.shift() ?? 0).send(size);
    expect(await findLimit(async (size) => (size < 8 ? service(5).send(2) : send(size)))).toBe(5);
  });

  test('is not known where nothing is refused, with the line that states it', async () => {
    expect(await findLimit(service(1000).send)).toEqual({
      verdict: 'not-due',
      note: 'no request was refused with up to 64 in flight; state concurrency_limit in the target file',
    });
  });

  test('is not read from a burst with faults', async () => {
    expect(await findLimit(service(5, { internal: 1 }).send)).toMatchObject({ verdict: 'not-due' });
  });
});
