import { expect, it } from 'vitest';
import { servesNoPage } from './seen.js';

it.each([
  // status, refusal                     whether there is no page at all
  [404, '404', true],
  [404, '404 "Not Found"', true],
  [404, '404 API_NOT_FOUND', true],
  [405, '405 "Method Not Allowed"', true],
  [501, '501', true],
  [404, '404 NOT_FOUND', true],
  [404, '404 no Route matched', true],
  [405, '405 METHOD_NOT_ALLOWED', true],
  [404, '404 "This link has expired"', false],
  [404, '404 TOKEN_NOT_FOUND', false],
  [403, '403 TOKEN_USED', false],
  [410, '410', false],
  [500, '500', false],
  [200, '', false],
  [0, 'no answer: reset', false],
])('a target without a liveness page is told from one that refuses a token: %i %j', (status, refusal, none) => {
  expect(servesNoPage({ status, refusal, answeredMs: 0 })).toBe(none);
});
