import { expect, it } from 'vitest';
import { isTarget, targetOf, withoutCredentials } from './target.js';

it.each([
  ['HTTP://127.0.0.1:8080/A#frag', 'http://127.0.0.1:8080/A#frag'],
  ['http://127.0.0.1:8080?q=1#f', 'http://127.0.0.1:8080?q=1#f'],
  ['http://LOCALHOST/ä?ö=ü', 'http://LOCALHOST/%C3%A4?ö=ü'],
  ['http://h/a b?c d#e f', 'http://h/a%20b?c d#e%20f'],
  ['http://u:p@h/z y', 'http://u:p@h/z%20y'],
  ['http://h', 'http://h'],
])('a script is shown a URL as k6 shows it: %s', (given, shown) => {
  expect(targetOf(given)).toMatchObject({ shown });
});

it.each([
  ['http://user:pa%20ss@h/a?x=1', 'http://****:****@h/a?x=1'],
  ['http://user@h/a', 'http://****@h/a'],
  ['http://h/a@b', 'http://h/a@b'],
])('a URL in tags and messages has no credentials: %s', (given, hidden) => {
  expect(withoutCredentials(given)).toBe(hidden);
});

it.each([
  [
    '127.0.0.1:8080/users',
    1020,
    'invalid URL: parse "127.0.0.1:8080/users": first path segment in URL cannot contain colon',
  ],
  [':8080/d', 1020, 'invalid URL: parse ":8080/d": missing protocol scheme'],
  ['localhost:8080/e', 1000, 'unsupported protocol scheme "localhost"'],
  ['/g', 1000, 'unsupported protocol scheme ""'],
  ['http://127.0.0.1:99999/', 1210, 'dial tcp: address 99999: invalid port'],
  ['http://us er:p@127.0.0.1/', 1020, 'invalid URL: parse "http://****:****@127.0.0.1/": invalid userinfo'],
])('what is no URL fails with the code and text of k6: %s', (given, code, text) => {
  const failure = targetOf(given);
  expect(isTarget(failure)).toBe(false);
  expect(failure).toEqual({ code, text });
});
