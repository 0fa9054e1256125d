import { describe, expect, it } from 'vitest';
import type { Answer } from '../../contract/answer.js';
import { watchReachability } from './reachability.js';

const unreached: Answer = { kind: 'unreachable', why: '' };
const unknown: Answer = { kind: 'unknown', why: '' };
const token: Answer = { kind: 'success', status: 200, fields: {}, what: 'a token' };

describe('trust row 25: a target that is gone does not hold up the run', () => {
  it.each([
    // what came                                        how long it took  what is lost
    ['five times no connection', Array(5).fill(unreached), 1, 'could not be reached 5 times in a row'],
    ['four times no connection', Array(4).fill(unreached), 1, ''],
    ['an answer in between', [unreached, unreached, unreached, unreached, token, unreached], 1, ''],
    ['three times until the time was up', Array(3).fill(unknown), 100, 'no whole answer in time 3 times in a row'],
    ['three resets', Array(3).fill(unknown), 1, ''],
  ] as const)('%s', (_what, answers: readonly Answer[], wallMs, lost) => {
    const reachability = watchReachability();
    for (const answer of answers) reachability.note({ answer, wallMs }, 100);
    if (lost === '') expect(reachability.lost()).toBe('');
    else expect(reachability.lost()).toContain(lost);
  });
});
