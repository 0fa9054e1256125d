import { expect, it } from 'vitest';
import { isTarget, targetOf } from './target.js';
import { wirePath } from './wire-path.js';

it.each([
  ['', '/'],
  ['?q=1', '/?q=1'],
  ['/x?y#frag', '/x?y'],
  ['/x#frag?y', '/x'],
  ['/get?', '/get?'],
  ['/a/../get', '/a/../get'],
  ['/x/./y/%2e%2e/z', '/x/./y/%2e%2e/z'],
  ['//double//slash', '//double//slash'],
  ['/get?a=b c&x="<>|\\^`{}', '/get?a=b c&x="<>|\\^`{}'],
  ['/get?bad=%zz', '/get?bad=%zz'],
  ['/get?q=ü', '/get?q=\xc3\xbc'],
  ['/a b', '/a%20b'],
  ['/end ', '/end%20'],
  ['/ü/é', '/%C3%BC/%C3%A9'],
  ['/a|b', '/a%7Cb'],
  ['/back\\slash', '/back%5Cslash'],
  ['/a%2Fb', '/a%2Fb'],
  ['/a%2Fb|c', '/a/b%7Cc'],
  ["/it's(1)!*;,=:@&+$~[x]", "/it's(1)!*;,=:@&+$~[x]"],
  ['/^`{}"<>', '/%5E%60%7B%7D%22%3C%3E'],
])('path and query go out as k6 writes them: %s', (given, expected) => {
  expect(wirePath(`http://127.0.0.1:8080${given}`)).toBe(expected);
});

it.each(['/bad%zz', '/tab\tx', '/nl?a=1\n'])('no URL, as in k6: %j', (given) => {
  const found = targetOf(`http://127.0.0.1:8080${given}`);
  expect(isTarget(found) ? found : found.code).toBe(1020);
});
