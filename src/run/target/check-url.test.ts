import { expect, it } from 'vitest';
import { checkBaseUrl } from './check-url.js';

it.each([
  ['https://api.megvii.com', 'https://api.megvii.com'],
  ['https://api.megvii.com/', 'https://api.megvii.com'],
  ['HTTPS://API.megvii.com:443', 'https://api.megvii.com'],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['http://[::1]:8080/', 'http://[::1]:8080'],
  ['https://gate.example/megvii/', 'https://gate.example/megvii'], // the prefix of a gateway
])('%s is taken as %s', (text, url) => {
  expect(checkBaseUrl(text)).toMatchObject({ kind: 'url', url });
});

it.each([
  ['', 'is no URL, as it does not begin with https://; write e.g. https://api.megvii.com'],
  ['api.megvii.com', 'is no URL, as it does not begin with https://; write e.g. https://api.megvii.com'],
  ['localhost:8080', 'is no URL, as it does not begin with https://; write e.g. https://api.megvii.com'],
  ['https://', 'is no valid URL; write e.g. https://api.megvii.com'],
  ['https://a b', 'is no valid URL; write e.g. https://api.megvii.com'],
  ['http://host:99999', 'is no valid URL; write e.g. https://api.megvii.com'],
  ['ftp://api.megvii.com', 'has the scheme ftp; use https'],
  [
    'https://me:hidden@api.megvii.com',
    'holds a user name or password; remove them: the API takes its key and secret from "credentials"',
  ],
  ['https://api.megvii.com/?a=hidden', 'holds a query; remove everything from the "?" on'],
  ['https://api.megvii.com?', 'holds a query; remove everything from the "?" on'],
  ['https://api.megvii.com#hidden', 'holds a fragment; remove everything from the "#" on'],
  [
    'https://api.megvii.com/faceid/liveness/v2/get_token',
    'holds a path of the API; leave out /faceid and what follows: it is added',
  ],
])('%j %s', (text, problem) => {
  expect(checkBaseUrl(text)).toEqual({ kind: 'problem', problem });
});
