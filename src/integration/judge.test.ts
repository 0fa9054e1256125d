import { describe, expect, test } from 'vitest';
import type { ClientRuleId } from '../../contracts/client/client.js';
import { judge, lacks } from './judge.js';
import { NO_PILOT, type Observation } from './observation.js';
import { rows } from './rows.js';
import { withoutFollowers } from './run-plan.js';
import { asked, observation } from './testing/observed.js';

const LIMITS = { seconds: 20, tries: 10 };
const SETTINGS = { limits: LIMITS, hasDone: true };
const rowOf = (rule: ClientRuleId) => rows.find((row) => row.rules.includes(rule))!;

const of = (rule: ClientRuleId, seen: Observation) => judge(rowOf(rule), rule, seen, SETTINGS).status;

const BUSY = '403 CONCURRENCY_LIMIT_EXCEEDED';
const BAD = '400 BAD_ARGUMENTS:return_url';
const hangs = { drive: { status: 0, error: 'no answer', ms: 22_000, excerpt: '' } };

describe('what a client did', () => {
  test.each([
    // rule, what came, how it is judged
    ['client.token', observation([asked(1, '', 't')]), 'passed'],
    ['client.token', observation([asked(1, BAD)]), 'failed'],
    ['client.token', observation([]), 'failed'],
    ['client.retry', observation([asked(1, '500 INTERNAL_ERROR'), asked(600, '', 't')]), 'passed'],
    ['client.retry', observation([asked(1, '500 INTERNAL_ERROR')]), 'failed'],
    ['client.retry.bounded', observation([1, 600, 1600].map((ms) => asked(ms, '500 INTERNAL_ERROR'))), 'passed'],
    [
      'client.retry.bounded',
      observation(Array.from({ length: 11 }, (_, n) => asked(n, '500 INTERNAL_ERROR'))),
      'failed',
    ],
    ['client.retry.bounded', observation([asked(1, '500 INTERNAL_ERROR')], hangs), 'failed'],
    [
      'client.retry.bounded',
      observation([asked(1, '500 INTERNAL_ERROR'), asked(25_000, '500 INTERNAL_ERROR')]),
      'failed',
    ],
    ['client.errors.repeat', observation([asked(1, BAD)]), 'passed'],
    ['client.errors.repeat', observation([asked(1, BAD), asked(9, BAD)]), 'failed'],
    ['client.errors.end', observation([asked(1, BAD)], hangs), 'failed'],
    ['client.errors.end', observation([asked(1, BAD), asked(9, BAD)], hangs), 'not-run'],
    [
      'client.errors.page',
      observation([asked(1, BAD)], { page: { kind: 'other', address: '/do?token=undefined' } }),
      'failed',
    ],
    ['client.concurrency', observation([asked(10, BUSY)]), 'passed'],
    [
      'client.concurrency',
      observation([asked(10, BUSY), asked(18, BUSY), asked(26, BUSY), asked(33, '', 't')]),
      'failed',
    ],
    ['client.concurrency', observation([asked(10, BUSY), asked(518, BUSY), asked(1526, '', 't')]), 'passed'],
    // A slow machine makes no wait: from being driven to its first request the client took as long.
    ['client.concurrency', observation([asked(200, BUSY), asked(390, BUSY), asked(570, '', 't')]), 'failed'],
    [
      'client.answer.token-length',
      observation([asked(1, '', 'abcdef')], { page: { kind: 'page', token: 'abcdef', where: '' } }),
      'passed',
    ],
    [
      'client.answer.token-length',
      observation([asked(1, '', 'abcdef')], { page: { kind: 'other', address: 'abc' } }),
      'failed',
    ],
    ['client.answer.html', observation([asked(1, '502 ')], { appEnded: 'exit code 1' }), 'failed'],
    [
      'client.liveness.failed',
      observation([asked(1, '', 't')], { verified: { end: false, ever: true, afterMs: 1 } }),
      'failed',
    ],
    [
      'client.liveness.failed',
      observation([asked(1, '', 't')], { verified: { end: false, ever: false, afterMs: 1 } }),
      'passed',
    ],
    [
      'client.notify.twice',
      observation([asked(1, '', 't')], { verified: { end: false, ever: true, afterMs: 1 } }),
      'failed',
    ],
    [
      'client.notify.none',
      observation([asked(1, '', 't')], { posted: [{ via: 'return', atMs: 1, status: 0, reason: '', location: '' }] }),
      'failed',
    ],
  ] as const)('%s: case %# is %3$s', (rule, seen, status) => {
    expect(of(rule, seen)).toBe(status);
  });

  test('callbacks are taken with 2xx, a return also with a redirect', () => {
    const posted = (notify: number, back: number) =>
      observation([asked(1, '', 't')], {
        posted: [
          { via: 'notify', atMs: 1, status: notify, reason: '', location: '' },
          { via: 'return', atMs: 2, status: back, reason: '', location: '' },
        ],
      });
    expect(
      [posted(200, 303), posted(302, 200), posted(415, 200), posted(204, 405)].map((seen) =>
        of('client.callback.form', seen),
      ),
    ).toEqual(['passed', 'failed', 'failed', 'failed']);
  });
});

test('a rule that needs "done" says which line to add; what the client cannot show is not run', () => {
  expect(lacks(rowOf('client.signature'), 'client.signature', { ...SETTINGS, hasDone: false }, undefined)).toContain(
    'done: { url:',
  );
  const pilot = { ...NO_PILOT, comparisonType: '-1' };
  expect(lacks(rowOf('client.comparison.missing'), 'client.comparison.missing', SETTINGS, pilot)).toContain(
    'comparison_type=-1',
  );
  expect(lacks(rowOf('client.result.errors'), 'client.result.errors', SETTINGS, pilot)).toContain('GetResult');
});

test('the same fault is told once: what rests on a broken rule is not judged', () => {
  const row = rowOf('client.comparison.missing');
  const ending = (rule: ClientRuleId) => ({
    rule,
    row,
    seen: undefined,
    status: 'failed' as const,
    actual: 'verified',
  });
  const all = [ending('client.liveness.failed'), ending('client.comparison.missing')];
  expect(withoutFollowers(all, all).map(({ status }) => status)).toEqual(['failed', 'not-run']);
});
