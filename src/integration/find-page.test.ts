import { expect, test } from 'vitest';
import { findPage } from './find-page.js';

const PAGE = 'http://127.0.0.1:1/faceid/liveness/v2/do?token=';
const json = (body: unknown) => ({ headers: {}, body: JSON.stringify(body) });

test.each([
  ['a redirect', { headers: { location: `${PAGE}abc` }, body: '' }, { kind: 'page', token: 'abc', where: 'Location' }],
  ['JSON', json({ page: `${PAGE}abc` }), { kind: 'page', token: 'abc' }],
  ['the token alone', json({ token: 'abc' }), { kind: 'page', token: 'abc' }],
  [
    'escaped slashes',
    { headers: {}, body: `{"u":"${PAGE.replaceAll('/', '\\/')}abc"}` },
    { kind: 'page', token: 'abc' },
  ],
  [
    'HTML',
    { headers: {}, body: `<a href="${PAGE.replace('=', '&#61;')}abc&amp;x=1">` },
    { kind: 'page', token: 'abc' },
  ],
  [
    'a page in a query',
    { headers: {}, body: `/go?to=${encodeURIComponent(`${PAGE}abc`)}` },
    { kind: 'page', token: 'abc' },
  ],
  [
    'a token that goes on',
    json({ page: `${PAGE}abcd` }),
    { kind: 'other', address: '/faceid/liveness/v2/do?token=abcd' },
  ],
  ['a page without a token', { headers: { location: `${PAGE}undefined` }, body: '' }, { kind: 'other' }],
  ['no page', json({ error: 'later' }), { kind: 'none' }],
])('%s', (_what, answer, expected) => {
  expect(findPage([answer], ['abc'], undefined)).toMatchObject(expected);
});

test('where "open" says where it stands, nothing else counts', () => {
  expect(findPage([json({ a: 'abc', b: { url: `${PAGE}abc` } })], ['abc'], ['b', 'url'])).toMatchObject({
    where: 'open',
  });
  expect(findPage([json({ a: 'abc' })], ['abc'], ['b', 'url'])).toEqual({ kind: 'none' });
});
