import { describe, expect, it } from 'vitest';
import { causesOf } from './causes.js';
import { aResult } from './sample.fixture.js';
import { english } from './texts.js';

const failed = (id: string, expected: string, actual: string, more = {}) =>
  aResult({ id, rule: id.split('/')[0]!, status: 'failed', expected, actual, ...more });
const brief = (results: Parameters<typeof causesOf>[0]) =>
  causesOf(results).map(({ kind, seen, due, results: own, rules }) => [kind, seen, due, own.length, rules.length]);

describe('failures are told by their cause, each once', () => {
  it.each([
    ['403 AUTHORIZATION_ERROR:Denied.', '401 AUTHORIZATION_ERROR:Denied.', ['status', '401', '403']],
    ['200 and a token', '201 and a token', ['status', '201', '200']],
    ['403 AUTHENTICATION_ERROR', '403 FORBIDDEN', ['code', 'FORBIDDEN', 'AUTHENTICATION_ERROR']],
    ['403 AUTHENTICATION_ERROR', '401 NO_ENTRY', ['code', '401 NO_ENTRY', '403 AUTHENTICATION_ERROR']],
    ['400 BAD_ARGUMENTS:uuid', '400 BAD_ARGUMENTS', ['argument', '', 'BAD_ARGUMENTS']],
    ['400 BAD_ARGUMENTS:uuid', '400 BAD_ARGUMENTS:biz_no', ['argument', 'BAD_ARGUMENTS:biz_no', 'BAD_ARGUMENTS:uuid']],
    ['400 BAD_ARGUMENTS:uuid', '200 and a token', ['outcome', '200 and a token', '400 BAD_ARGUMENTS:uuid']],
    ['200 and a token', '400 BAD_ARGUMENTS:uuid', ['outcome', '400 BAD_ARGUMENTS:uuid', '200 and a token']],
    ['400 BAD_ARGUMENTS:uuid', '400, the body is empty', ['shape', 'the body is empty', '']],
    ['400 BAD_ARGUMENTS:uuid', '502, the body is empty', ['shape', '502, the body is empty', '']],
    [
      'every body is one JSON object',
      'x (3 of 9 answers; first in "a")',
      ['other', 'x', 'every body is one JSON object'],
    ],
    [
      '400 MISSING_ARGUMENTS: a or 400 BAD_ARGUMENTS:a or 403 AUTHENTICATION_ERROR',
      '401 AUTHENTICATION_ERROR',
      ['status', '401', '403'],
    ],
  ])('%s expected, %s seen', (expected, actual, cause) => {
    expect(brief([failed('a/1', expected, actual)])).toEqual([[...cause, 1, 1]]);
  });

  it('puts scenarios of several rules together, the cause of most first, in the order of the run', () => {
    const results = [
      failed('biz_no/1', '400 BAD_ARGUMENTS:biz_no', '200 and a token'),
      failed('auth/1', '403 AUTHENTICATION_ERROR', '401 AUTHENTICATION_ERROR'),
      aResult({ id: 'x/1', status: 'passed' }),
      failed('denied/1', '403 AUTHORIZATION_ERROR:Denied.', '401 AUTHORIZATION_ERROR:Denied.'),
    ];
    expect(brief(results)).toEqual([
      ['status', '401', '403', 2, 2],
      ['outcome', '200 and a token', '400 BAD_ARGUMENTS:biz_no', 1, 1],
    ]);
    expect(causesOf(results)[0]!.results.map(({ id }) => id)).toEqual(['auth/1', 'denied/1']);
  });

  it('makes one cause of more than three that differ in a detail alone', () => {
    const accepting = (names: string) =>
      [...names].map((name) => failed(`${name}/1`, `400 BAD_ARGUMENTS:${name}`, '200 and a token'));
    expect(brief(accepting('abc'))).toHaveLength(3);
    expect(brief(accepting('abcd'))).toEqual([['outcome', '200 and a token', '400 BAD_ARGUMENTS', 4, 4]]);
    const bursts = [3, 4].map((n) => failed(`c/${n}`, 'none refused', `${n} of 6 requests refused`));
    expect(brief(bursts)).toEqual([['other', '3 of 6 requests refused', 'none refused', 2, 1]]);
  });

  it('tells a rule that fails alone and in several ways once, by the way of most scenarios', () => {
    const results = [
      failed('name/1', '400 MISSING_ARGUMENTS: name', '200 and a token'),
      failed('name/2', '400 MISSING_ARGUMENTS:name', '400 INVALID_NAME_FORMAT'),
      failed('name/3', '400 MISSING_ARGUMENTS: name', '400 INVALID_NAME_FORMAT'),
      failed('limit/1', 'one request refused', '6 of 6 requests answered'),
      failed('limit/2', 'the excess refused', '6 of 10 requests answered'),
    ];
    expect(brief(results)).toEqual([
      ['code', 'INVALID_NAME_FORMAT', 'MISSING_ARGUMENTS', 3, 1],
      ['other', '6 of 6 requests answered', 'one request refused', 2, 1],
    ]);
    expect(causesOf(results)[0]!.results.map(({ id }) => id)).toEqual(['name/2', 'name/3', 'name/1']);
  });

  it('puts together what one rule lacks of several parameters, with and without the argument', () => {
    const of = (n: number, actual: string) =>
      failed(`photo/${n}`, `400 NO_FACE, with or without :image_ref${n}`, actual);
    expect(brief([1, 2, 3].map((n) => of(n, '200 and a token')))).toEqual([
      ['outcome', '200 and a token', '400 NO_FACE', 3, 1],
    ]);
    expect(brief([of(1, '400 NO_FACE:api_key'), of(2, '400 NO_FACE:api_key')])).toEqual([
      ['argument', 'NO_FACE:…', 'NO_FACE', 2, 1],
    ]);
  });

  it('tells an error that comes in place of everything once', () => {
    const results = ['200 and a token', '400 MISSING_ARGUMENTS:a', '400 BAD_ARGUMENTS:b', '200 and a token'].map(
      (due, index) => failed(`r${index}/1`, due, '403 DENIED'),
    );
    const [cause, ...others] = causesOf(results);
    expect(others).toEqual([]);
    expect(cause).toMatchObject({ seen: '403 DENIED', due: '200 and a token', others: 2 });
    expect(english.failure.cause(cause!)).toBe('403 DENIED in place of 200 and a token and of 2 other answers');
  });

  it('puts an argument that is wrong in several ways together where a rule shows more than one of them', () => {
    const of = (id: string, due: string) => failed(id, `400 FACES:${due}`, '400 FACES:api_key');
    expect(brief([of('a/1', 'image_ref1'), of('b/1', 'image_ref1'), of('a/2', 'image_ref2')])).toEqual([
      ['argument', 'FACES:…', 'FACES', 3, 2],
    ]);
  });

  it('names no long value of the target in a cause', () => {
    const [cause] = causesOf([
      failed('same/1', 'as before', 'biz_id is "1795763473,6830f779-b0c7-42c5", not "a" as before'),
    ]);
    expect(cause?.seen).toBe('biz_id is "1795763473,6830f…", not "a" as before');
  });

  it('leaves two faults of two rules apart, though a third shows one of them', () => {
    const results = [
      failed('denied/1', '403 DENIED', '401 DENIED'),
      failed('auth/1', '403 AUTH', '401 AUTH'),
      failed('auth/2', '403 AUTH', '200 and a token'),
    ];
    expect(brief(results)).toHaveLength(2);
  });

  it('knows an answer again in a case of several requests', () => {
    const limit = '401 CONCURRENCY_LIMIT_EXCEEDED';
    const results = [
      failed('c/1', 'one request refused with 403 CONCURRENCY_LIMIT_EXCEEDED', `${limit} (1 of 6 requests)`),
      failed('c/2', 'every request answered as before the burst', `${limit} (5 of 10 requests)`),
      failed('a/1', '403 AUTHENTICATION_ERROR', '401 AUTHENTICATION_ERROR'),
    ];
    expect(brief(results)).toEqual([['status', '401', '403', 3, 2]]);
  });

  it('puts a look at every answer to the cause of the scenarios that alone broke it', () => {
    const results = [
      failed('auth/1', '403 AUTHENTICATION_ERROR', '401 AUTHENTICATION_ERROR'),
      failed('known/all', 'every failure with a code of the page', '401 X (1 of 9 answers; first in "auth/1")', {
        sameAs: ['gone/1', 'auth/1'],
      }),
      failed('time/all', 'time_used in every answer', 'time_used is absent (9 of 9 answers; first in "auth/1")'),
    ];
    expect(brief(results)).toEqual([
      ['status', '401', '403', 2, 2],
      ['other', 'time_used is absent', 'time_used in every answer', 1, 1],
    ]);
  });

  it('puts a field that is wrong now and then, in successes, failures and bursts, to one cause', () => {
    const all = (id: string, expected: string, sameAs?: readonly string[]) =>
      failed(id, expected, 'error_message is "", not a string (3 of 9 answers; first in "a/1")', {
        ...(sameAs === undefined ? {} : { sameAs }),
      });
    const results = [
      failed(
        'limit/1',
        'the excess refused with 403 TOO_MANY',
        '403, a failure without error_message (1 of 10 requests)',
      ),
      failed('limit/2', 'none refused', '403, a failure without error_message (1 of 5 requests)'),
      failed('uuid/1', '400 BAD_ARGUMENTS:uuid', '400, a failure without error_message'),
      all('field/1', 'error_message, a string, in every failure', ['uuid/1', 'limit/1']),
      all('field/2', 'no error_message in a success'),
    ];
    expect(brief(results)).toEqual([['shape', 'a failure without error_message', '', 5, 3]]);
  });

  it('puts a body that is now and then no JSON to one cause, whatever was due, in bursts as well', () => {
    const html = 'the body is HTML or XML, not JSON';
    const results = [
      failed('limit/1', 'every request answered, none refused', `200, ${html} (1 of 5 requests)`),
      failed('limit/2', 'the excess refused with 403 TOO_MANY', `200, ${html} (1 of 10 requests)`),
      failed('uuid/1', '200 and a token', `200, ${html}`),
    ];
    expect(brief(results)).toEqual([['shape', html, '', 3, 2]]);
  });

  it('puts the same thing seen to one cause, whatever was to be seen in its place', () => {
    const results = [
      failed('get/1', '200 and a result: its fields with their types', 'liveness_result is missing'),
      failed('same/1', '200 and a result: as the callbacks told them', 'liveness_result is missing'),
      failed('other/1', 'the same', 'biz_id is missing'),
    ];
    expect(brief(results)).toEqual([
      ['other', 'liveness_result is missing', '200 and a result: its fields with their types', 2, 2],
      ['other', 'biz_id is missing', 'the same', 1, 1],
    ]);
  });
});
