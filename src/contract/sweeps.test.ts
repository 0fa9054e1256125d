import { describe, expect, it } from 'vitest';
import { getToken } from '../../contracts/get-token/get-token.js';
import { classifyAnswer } from './answer.js';
import { keepFields, type SeenAnswer } from './seen-answer.js';
import { type SweepName, sweepOf } from './sweeps.js';

const NOW = Date.UTC(2026, 0, 1);
const IN_AN_HOUR = NOW / 1000 + 3600;
const YEAR = 365.25 * 24 * 3600 * 1000;

function seen(status: number, fields: unknown, more: Partial<SeenAnswer> = {}): SeenAnswer {
  const body = typeof fields === 'string' ? fields : JSON.stringify(fields);
  return {
    ...keepFields(classifyAnswer(status, body, getToken.answer), body, getToken, () => 'digest'),
    contract: getToken.id,
    scenario: 'a/case',
    kind: 'judged',
    sentAtMs: NOW,
    serverDateMs: null,
    wallMs: 10,
    status,
    body,
    curl: 'curl',
    attempt: 0,
    ...more,
  };
}

const ok = (fields: object = {}, more: Partial<SeenAnswer> = {}) =>
  seen(200, { token: 't', expired_time: IN_AN_HOUR, request_id: 'r', time_used: 3, ...fields }, more);
const refused = (text: string, fields: object = {}, more: Partial<SeenAnswer> = {}) =>
  seen(400, { error_message: text, request_id: 'r', time_used: 3, ...fields }, more);

function run(name: SweepName, ...answers: SeenAnswer[]) {
  return sweepOf(name, getToken)!.run(answers);
}

describe('every answer of the run is held against the rules of the answer', () => {
  it.each([
    // sweep                              answer                                              verdict
    ['one JSON object', ok(), 'passed'],
    ['one JSON object', seen(200, '<html>'), 'failed'],
    ['one JSON object', seen(400, '{"error_message":'), 'failed'],
    ['one JSON object', seen(400, ''), 'failed'],
    ['one JSON object', seen(200, '[]'), 'failed'],
    ['success is 200', ok(), 'passed'],
    ['success is 200', seen(201, { token: 't' }), 'failed'],
    ['success is 200', seen(200, { error_message: 'BAD_ARGUMENTS:uuid' }), 'failed'],
    ['request_id present', ok(), 'passed'],
    ['request_id present', ok({ request_id: undefined }), 'failed'],
    ['request_id present', refused('BAD_ARGUMENTS:uuid', { request_id: 7 }), 'failed'],
    ['time_used present', ok({ time_used: 0 }), 'passed'],
    ['time_used present', ok({ time_used: '3' }), 'failed'],
    ['time_used present', ok({ time_used: 0.5 }), 'failed'],
    ['time_used present', ok({ time_used: -1 }), 'failed'],
    ['time_used true', ok({ time_used: 11 }), 'passed'],
    ['time_used true', ok({ time_used: 12 }), 'failed'],
    ['token present', ok({ token: '' }), 'failed'],
    ['token absent on failure', refused('BAD_ARGUMENTS:uuid'), 'passed'],
    ['token absent on failure', refused('BAD_ARGUMENTS:uuid', { token: null }), 'failed'],
    ['expired_time present', ok({ expired_time: '1' }), 'failed'],
    ['expired_time in the future', ok(), 'passed'],
    ['expired_time in the future', ok({ expired_time: NOW / 1000 }), 'failed'],
    ['expired_time in the future', ok({ expired_time: NOW + 3_600_000 }), 'failed'],
    ['error_message present', refused(''), 'failed'],
    ['error_message absent on success', ok(), 'passed'],
    ['error_message absent on success', ok({ error_message: null }), 'failed'],
    ['known errors', refused('BAD_ARGUMENTS:uuid'), 'passed'],
    ['known errors', refused('INVALID_ARGUMENTS: return_url'), 'passed'],
    ['known errors', refused('SOMETHING_ELSE'), 'failed'],
    ['known errors', refused('AUTHENTICATION_ERROR'), 'failed'],
  ] as const)('%s: %j is %s', (name, answer, verdict) => {
    expect(run(name, answer).status).toBe(verdict);
  });

  it('never lets an answer break a rule where the page leaves the outcome open', () => {
    expect(run('one JSON object', seen(405, '<html>', { kind: 'other' }), ok()).status).toBe('passed');
  });

  it.each([
    // where the answer came from, and what it was                                        verdict
    ['a silent case, an unknown code', refused('TEAPOT', {}, { kind: 'observed', status: 418 }), 'failed'],
    ['another path, an unknown code', refused('TEAPOT', {}, { kind: 'other', status: 418 }), 'failed'],
    ['a silent case, a failure in words', refused('no such scene', {}, { kind: 'observed' }), 'failed'],
    [
      'a silent case, a failure without a code',
      seen(418, { request_id: 'r', time_used: 1 }, { kind: 'observed' }),
      'failed',
    ],
    ['a silent case, an empty error_message', refused('', {}, { kind: 'observed' }), 'failed'],
    [
      'a silent case, an error_message that is no text',
      seen(418, { error_message: {}, request_id: 'r' }, { kind: 'observed' }),
      'failed',
    ],
    ['a silent case, another success', seen(202, { request_id: 'r' }, { kind: 'observed' }), 'passed'],
    ['a silent case, a known code', refused('BAD_ARGUMENTS:scene_id', {}, { kind: 'observed' }), 'passed'],
    [
      'a silent case, the code of the example',
      refused('INVALID_ARGUMENTS: return_url', {}, { kind: 'observed' }),
      'passed',
    ],
    [
      'a silent case, a known code with another status',
      refused('BAD_ARGUMENTS:scene_id', {}, { kind: 'observed', status: 422 }),
      'failed',
    ],
    [
      'another method, a known code with another status',
      refused('API_NOT_FOUND', {}, { kind: 'other', status: 405 }),
      'passed',
    ],
    ['another method, a failure in words', refused('Method Not Allowed', {}, { kind: 'other', status: 405 }), 'passed'],
    ['another method, no error_message', seen(405, { detail: 'Method Not Allowed' }, { kind: 'other' }), 'passed'],
    ['another method, a page', seen(405, '<html>', { kind: 'other' }), 'passed'],
    ['a silent case, a page', seen(413, '<html>', { kind: 'observed' }), 'passed'],
  ] as const)('the tables are the list of codes, whatever was asked: %s', (_what, answer, verdict) => {
    expect(run('known errors', refused('BAD_ARGUMENTS:uuid'), answer).status).toBe(verdict);
  });

  it('leaves an empty error_message to the rule of the field', () => {
    const answer = seen(200, { token: 't', error_message: '' });
    expect(run('known errors', refused('BAD_ARGUMENTS:uuid'), answer).status).toBe('passed');
  });

  it('names every unknown code, each once', () => {
    const open = (text: string, scenario: string) => refused(text, {}, { kind: 'observed', scenario });
    const result = run('known errors', open('TEAPOT', 'a'), open('TEAPOT', 'b'), open('COFFEE', 'c'));
    expect(result.actual).toBe('400 TEAPOT: the page has no such code (2 of 3 answers; first in "a")');
    expect(result.note).toBe('400 COFFEE: the page has no such code (first in "c")');
  });

  it('reports an unknown code once, with the request that drew it', () => {
    const result = run(
      'known errors',
      refused('WHAT', {}, { scenario: 'first', curl: 'curl first' }),
      refused('WHAT', {}, { scenario: 'second' }),
    );
    expect(result.actual).toContain('first in "first"');
    expect(result.curl).toBe('curl first');
    expect(result.actual).toContain('1 of 2');
  });

  it('finds what comes twice', () => {
    expect(run('token unique', ok({ token: 'a' }), ok({ token: 'b' })).status).toBe('passed');
    expect(run('token unique', ok({ token: 'a' }), ok({ token: 'a' })).status).toBe('failed');
    expect(run('request_id unique', ok(), refused('BAD_ARGUMENTS:uuid')).status).toBe('failed');
    expect(run('token unique', ok()).status).toBe('not-run');
  });

  it.each(['judged', 'observed', 'other'] as const)(
    'notes a key that stands twice in an answer, and passes: %s',
    (kind) => {
      const twice = '{"token":"t","request_id":"r","time_used":1,"time_used":2}';
      const result = run('one JSON object', ok(), seen(200, twice, { scenario: 'b/twice', kind }));
      expect(result).toMatchObject({
        status: 'passed',
        note: 'keys that stand twice in one object: "time_used" (first in "b/twice"); which of the values is taken depends on the reader (RFC 8259 §4)',
      });
    },
  );

  it.each([
    // expired_time, and the server's Date                    what is said
    ['seconds, an old Date', IN_AN_HOUR, NOW - 20 * YEAR, undefined],
    ['seconds by an old clock, an old Date', (NOW - 20 * YEAR) / 1000 + 3600, NOW - 20 * YEAR, undefined],
    ['milliseconds, an old Date', NOW + 3_600_000, NOW - 20 * YEAR, 'it looks like milliseconds'],
    ['milliseconds by an old clock', NOW - 20 * YEAR + 3_600_000, NOW - 20 * YEAR, 'it looks like milliseconds'],
    ['milliseconds, no Date', NOW + 3_600_000, null, 'it looks like milliseconds'],
    ['seconds of 2038, a Date of 1970', 2_147_483_647, 0, 'more than ten years ahead, read as seconds ('],
    ['seconds before the request, a Date of 1970', 1_000_000_000, 0, 'is not after the request'],
    ['seconds twenty years ahead', (NOW + 20 * YEAR) / 1000, null, 'more than ten years ahead, read as seconds ('],
  ] as const)(
    'takes seconds for seconds whatever the server says its Date is: %s',
    (_what, expired_time, serverDateMs, said) => {
      const result = run('expired_time in the future', ok({ expired_time }, { serverDateMs }));
      expect(result.status).toBe(said === undefined ? 'passed' : 'failed');
      if (said !== undefined) expect(result.actual).toContain(said);
    },
  );

  it.each([
    // the clock that is wrong                     expired_time                    Date                  verdict, and what is noted
    ['none', IN_AN_HOUR, NOW + 1000, 'passed', ''],
    ["the server's Date, a day ahead", IN_AN_HOUR, NOW + 24 * 3_600_000, 'passed', 'by one of two clocks only'],
    ["the server's Date, 20 years ahead", IN_AN_HOUR, NOW + 20 * YEAR, 'passed', 'by one of two clocks only'],
    ['ours, a day ahead', IN_AN_HOUR - 24 * 3600, NOW - 24 * 3_600_000, 'passed', 'by one of two clocks only'],
    ['either, before both', NOW / 1000 - 1, NOW + 24 * 3_600_000, 'failed', ''],
    ['either, at the earlier one', NOW / 1000 - 24 * 3600, NOW - 24 * 3_600_000, 'failed', ''],
  ] as const)(
    'holds a time against both clocks, as either may be wrong: %s',
    (_what, expired_time, serverDateMs, status, note) => {
      const result = run('expired_time in the future', ok({ expired_time }, { serverDateMs, scenario: 'x' }));
      expect(result.status).toBe(status);
      if (note === '') expect(result.note).toBe('');
      else expect(result.note).toMatch(new RegExp(`^expired_time ${expired_time} .*${note}.* \\(first in "x"\\)$`));
    },
  );

  it('notes fields that the page lacks', () => {
    expect(run('one JSON object', ok({ extra: 1 })).note).toBe('fields that the page lacks: extra');
  });

  it('does not pass on nothing', () => {
    expect(run('token present', refused('BAD_ARGUMENTS:uuid')).status).toBe('not-run');
  });
});

describe('500 INTERNAL_ERROR', () => {
  const internal = (attempt: number, text = 'INTERNAL_ERROR') => seen(500, { error_message: text }, { attempt });

  it.each([
    // what happened                            answers                                                     verdict
    ['it was never seen', [ok()], 'not-run'],
    ['it went away on the second sending', [internal(0), ok({}, { attempt: 1 })], 'passed'],
    ['it stayed', [internal(0), internal(1), internal(2)], 'failed'],
    ['another code came with 500', [internal(0, 'BUSY'), ok({}, { attempt: 1 })], 'failed'],
    ['it was not sent again', [internal(0)], 'passed'],
  ] as const)('%s', (_what, answers, verdict) => {
    expect(run('internal errors pass', ...answers).status).toBe(verdict);
  });
});
