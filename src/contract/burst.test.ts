import { describe, expect, it } from 'vitest';
import { getToken } from '../../contracts/get-token/get-token.js';
import { classifyAnswer } from './answer.js';
import { type BurstAnswer, countBurst } from './burst.js';

function member(status: number, fields: object, times: [released: number, ended: number]): BurstAnswer {
  return {
    answer: classifyAnswer(status, JSON.stringify(fields), getToken.answer),
    begunMs: 0,
    releasedMs: times[0],
    endedMs: times[1],
  };
}
const granted = (times: [number, number], time_used = 0) => member(200, { token: 't', time_used }, times);
const refusal = (status: number, error_message: string) => member(status, { error_message, time_used: 0 }, [1, 2]);

describe('only 403 CONCURRENCY_LIMIT_EXCEEDED counts as a refusal', () => {
  it.each([
    [403, 'CONCURRENCY_LIMIT_EXCEEDED', 'refused'],
    [429, 'CONCURRENCY_LIMIT_EXCEEDED', 'others'],
    [403, 'AUTHORIZATION_ERROR:Denied.', 'others'],
    [500, 'INTERNAL_ERROR', 'internal'],
  ] as const)('%i %s counts as %s', (status, text, field) => {
    const count = countBurst([refusal(status, text)], getToken);
    const number = field === 'others' ? count.others.length : count[field];
    expect(number).toBe(1);
    expect(count.granted).toBe(0);
  });
});

describe('being in flight together is proven by time_used, or not at all', () => {
  it.each([
    // what the server did                      members                                        proven
    ['worked on both for 100 ms', [granted([10, 112], 100), granted([10, 115], 100)], true],
    ['answered at once', [granted([10, 12], 0), granted([10, 14], 0)], false],
    ['took one after the other', [granted([10, 61], 50), granted([10, 112], 50)], false],
    [
      'took both as the last byte came, by a clock from the head on',
      [granted([90, 192], 190), granted([90, 195], 193)],
      true,
    ],
    [
      'took one when the other was done, by a clock from the head on',
      [granted([90, 192], 190), granted([90, 293], 291)],
      false,
    ],
    ['was too slow to take both in one go', [granted([90, 300], 298), granted([90, 410], 405)], false],
    [
      'worked on one and refused the other',
      [granted([10, 112], 100), { ...refusal(403, 'CONCURRENCY_LIMIT_EXCEEDED') }],
      true,
    ],
  ] as const)('%s: %s', (_what, members, proven) => {
    expect(countBurst(members, getToken).overlapped).toBe(proven);
  });
});
