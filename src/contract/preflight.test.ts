import { expect, it } from 'vitest';
import { getToken } from '../../contracts/get-token/get-token.js';
import { classifyAnswer } from './answer.js';
import { isNotServed, judgePreflight } from './preflight.js';

const of = (status: number, body: string) => ({ answer: classifyAnswer(status, body, getToken.answer), body });
const failure = (text: string) => JSON.stringify({ error_message: text, request_id: 'r', time_used: 1 });

it.each([
  // role                   answer                                                          what to do
  ['full', of(200, '{"token":"t","request_id":"r","time_used":1,"expired_time":2}'), 'go'],
  ['full', of(403, failure('AUTHENTICATION_ERROR')), 'refused'],
  ['full', of(401, failure('AUTHENTICATION_ERROR')), 'refused'],
  ['full', of(403, failure('AUTHORIZATION_ERROR:Denied.')), 'refused'],
  ['limited', of(403, failure('AUTHENTICATION_ERROR')), 'refused'],
  ['no_data_source', of(403, failure('AUTHORIZATION_ERROR:Denied.')), 'refused'],
  ['denied', of(403, failure('AUTHENTICATION_ERROR')), 'refused'],
  ['denied', of(403, failure('AUTHORIZATION_ERROR:Denied.')), 'go'],
  ['denied', of(200, '{"token":"t"}'), 'go'],
  [undefined, of(403, failure('AUTHENTICATION_ERROR')), 'go'],
  [undefined, of(400, failure('MISSING_ARGUMENTS: api_key')), 'go'],
  // A broken API is the API.
  ['full', of(400, failure('BAD_ARGUMENTS:biz_no')), 'go'],
  ['full', of(403, failure('CONCURRENCY_LIMIT_EXCEEDED')), 'go'],
  ['full', of(500, failure('INTERNAL_ERROR')), 'go'],
  ['full', of(418, failure('TEAPOT')), 'go'],
  ['full', of(400, failure('something went wrong')), 'go'],
  ['full', of(200, '{"request_id":"r","time_used":1,"expired_time":2}'), 'go'],
  ['full', of(200, '{"token":"t","requ'), 'go'],
  ['full', of(400, '{"request_id":"r","time_used":4}'), 'go'],
  // Something else.
  [undefined, of(404, failure('API_NOT_FOUND')), 'not-the-api'],
  ['full', of(404, failure('API_NOT_FOUND')), 'not-the-api'],
  ['full', of(501, '<!DOCTYPE HTML><title>Error response</title>'), 'not-the-api'],
  ['full', of(200, '<html>'), 'not-the-api'],
  ['full', of(200, ''), 'not-the-api'],
  ['full', of(404, 'Not Found'), 'not-the-api'],
  ['full', of(404, '{"message":"no Route matched","request_id":"r"}'), 'not-the-api'],
  ['full', of(200, '{"status":"ok"}'), 'not-the-api'],
  ['full', of(200, '[{"token":"t"}]'), 'not-the-api'],
  ['full', of(200, 'event "token": none'), 'not-the-api'],
  ['full', of(404, failure('NOT_FOUND')), 'not-the-api'],
  ['full', of(405, failure('METHOD_NOT_ALLOWED')), 'not-the-api'],
  ['full', of(404, '{"request_id":"r","time_used":4}'), 'not-the-api'],
  ['full', of(404, '{"error_message":"Not Found"}'), 'not-the-api'],
  ['full', of(403, '{"error_message":"FORBIDDEN"}'), 'not-the-api'],
  [
    'full',
    of(200, '{"error_message":"You must use an API key","results":[],"status":"REQUEST_DENIED"}'),
    'not-the-api',
  ],
  // Nothing.
  ['full', { answer: { kind: 'unknown', why: 'reset' }, body: '' }, 'unanswered'],
  ['full', { answer: { kind: 'unreachable', why: 'refused' }, body: '' }, 'unanswered'],
] as const)('the account %s, %j: %s', (role, answer, kind) => {
  expect(judgePreflight(answer, role, getToken).kind).toBe(kind);
});

it.each([
  [of(501, '<html><title>Error\n response</title>'), '501, the body is HTML or XML, not JSON ("Error response")'],
  [of(200, '<html><body>secret inside'), '200, the body is HTML or XML, not JSON'],
  [of(404, '{"detail":"Not Found"}'), '404, a failure without error_message ("{\\"detail\\":\\"Not Found\\"}")'],
  [of(200, ''), '200, the body is empty'],
  [of(200, 'x'.repeat(100)), `200, the body is not JSON ("${'x'.repeat(80)}…")`],
  [of(404, failure('API_NOT_FOUND')), '404 API_NOT_FOUND'],
])('says what answers instead: %#', (answer, said) => {
  expect(judgePreflight(answer, 'full', getToken).said).toBe(said);
});

it.each([
  // what an endpoint besides the first answers to nobody's request, whether it is not there
  [of(404, 'Not Found'), true],
  [of(404, failure('API_NOT_FOUND')), true],
  [of(404, failure('NO_ROUTE')), true],
  [of(405, ''), true],
  [of(501, '<html>'), true],
  [of(400, failure('MISSING_ARGUMENTS: api_key')), false],
  [of(404, failure('MISSING_ARGUMENTS: api_key')), false],
  [of(500, ''), false],
  [of(200, '<html>'), false],
  [{ answer: { kind: 'unreachable', why: 'refused' } as const, body: '' }, false],
])('%j: not served: %s', ({ answer }, lacking) => {
  expect(isNotServed(answer, getToken)).toBe(lacking);
});

it('an API whose fields stand inside others is known by them', () => {
  const { answer: shape } = getToken;
  const nested = {
    ...getToken,
    answer: {
      ...shape,
      fields: [
        { name: 'meta.took', type: 'number', present: 'always' },
        { name: 'result.base', type: 'string', present: 'on-success' },
      ],
    },
  } as const;
  const body = '{"status":"odd","meta":{"took":1},"result":{"base":"EUR"}}';
  expect(judgePreflight({ answer: classifyAnswer(418, body, nested.answer), body }, 'full', nested).kind).toBe('go');
  const bare = '{"status":"odd","meta":{}}';
  expect(judgePreflight({ answer: classifyAnswer(418, bare, nested.answer), body: bare }, 'full', nested).kind).toBe(
    'not-the-api',
  );
});

it.each([
  // a contract whose failures have one field alone: it is the API's, with a code that the page lacks as well
  [400, '{"error":"WHO_UNKNOWN"}', 'go'],
  [500, '{"error":"not a code"}', 'go'],
  [404, '{"error":"NO_ROUTE"}', 'not-the-api'],
  [400, '{"message":"no"}', 'not-the-api'],
])('where failures have one field, %i %s: %s', (status, body, kind) => {
  const one = {
    ...getToken,
    answer: {
      ...getToken.answer,
      error: { ...getToken.answer.error, field: 'error' },
      success: { field: 'greeting', word: 'greeting', text: 'a greeting' },
      fields: [
        { name: 'greeting', type: 'string', present: 'on-success' },
        { name: 'error', type: 'string', present: 'on-failure' },
      ],
    },
  } as const;
  expect(judgePreflight({ answer: classifyAnswer(status, body, one.answer), body }, 'full', one).kind).toBe(kind);
});
