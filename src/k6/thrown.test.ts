import { expect, it } from 'vitest';
import { thrownText } from './thrown.js';

const around: Record<string, unknown> = { code: 5 };
around.self = around;

it.each([
  [{ code: 5, why: 'no account' }, '{ code: 5, why: "no account" }'],
  [around, '{ code: 5, self: [Circular] }'],
  [Object.create(null), '{}'],
  [{ toString: () => 'its own text' }, 'its own text'],
  [{ toString: () => Symbol('none') }, '[object Object]'],
  [['a', 1], 'a,1'],
  ['text', 'text'],
  [null, 'null'],
  [undefined, 'undefined'],
])('what a script throws that is no Error is told by what it holds: %o', (thrown, text) => {
  expect(thrownText(thrown)).toBe(text);
});

it('is told in 500 characters at most', () => {
  expect(thrownText({ body: 'x'.repeat(9000) })).toHaveLength(501);
});
