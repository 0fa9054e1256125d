import { expect, test } from 'vitest';
import { holds, readExpression } from './expression.js';

test.each([
  ["$.state == 'verified'", { state: 'verified' }, true],
  ["$.state == 'verified'", { state: 'failed' }, false],
  ["$.state != 'failed'", { state: 'begun' }, true],
  ["$.state != 'failed'", {}, false],
  ['$.ok', { ok: true }, true],
  ['$.ok', { ok: 'true' }, false],
  ["$.checks[1]['a b'] == 2", { checks: [0, { 'a b': 2 }] }, true],
  ['$ == "yes"', 'yes', true],
  ['$.toString', {}, false],
])('%s on %j is %s', (text, value, expected) => {
  expect(holds(readExpression(text)!, value)).toBe(expected);
});

test.each(['state == 1', '$.a = 1', '$.a == verified', '$.a ==', '$a', ''])('%j is no condition', (text) => {
  expect(readExpression(text)).toBeUndefined();
});
