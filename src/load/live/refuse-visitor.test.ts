import { expect, it } from 'vitest';
import { refuseVisitor } from './refuse-visitor.js';

const host = '127.0.0.1:4000';

it.each([
  ['a browser on this machine', { host, 'sec-fetch-site': 'none' }],
  ['a program without the headers of a browser', { host: 'localhost:4000' }],
  ['the page itself', { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' }],
  ['a tunnel with another port', { host: '[::1]:9' }],
  [
    'a link that was followed',
    { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
  ],
])('shows the live page to %s', (_who, headers) => {
  expect(refuseVisitor('GET', headers)).toBeUndefined();
});

it.each([
  ['a name that leads to this machine', 'GET', { host: 'evil.example:4000' }, 403],
  ['a name that begins like this machine', 'GET', { host: '127.0.0.1.evil.example' }, 403],
  ['no Host', 'GET', {}, 403],
  ['a script of another site', 'GET', { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' }, 403],
  ['another port of this machine', 'GET', { host, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' }, 403],
  [
    'a frame in another site',
    'GET',
    { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
    403,
  ],
  ['the Origin of another site', 'GET', { host, origin: 'http://evil.example' }, 403],
  ['what is sent', 'POST', { host }, 405],
] as const)('refuses %s the live page', (_who, method, headers, status) => {
  expect(refuseVisitor(method, headers)?.status).toBe(status);
});
