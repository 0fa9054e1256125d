import { expect, it } from 'vitest';
import { repeatedKeys } from './repeated-keys.js';

it.each([
  // JSON                                            keys that stand twice
  ['{}', []],
  ['[1, "a", "a"]', []],
  ['{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}', []],
  ['{"a":"a","b":"a"}', []],
  ['{"a":"\\":\\"a\\":","b":1}', []],
  ['{"a":1,"b":2,"a":3}', ['a']],
  ['{"a":1,"\\u0061":2}', ['a']],
  ['{"x":[{"a":1,"a":1}],"x":0}', ['a', 'x']],
  ['{"a":1,"a":2,"a":3}', ['a', 'a']],
  ['{"":1,"":2}', ['']],
])('%s', (json, keys) => {
  expect(repeatedKeys(json).map(({ key }) => key)).toEqual(keys);
});

it('says where the key stands again', () => {
  expect(repeatedKeys('{"a":1, "a":2}')).toEqual([{ key: 'a', at: 8 }]);
});

it('reads what is nested 100,000 deep', () => {
  const deep = `${'{"a":'.repeat(100_000)}{"b":1,"b":2}${'}'.repeat(100_000)}`;
  expect(repeatedKeys(deep).map(({ key }) => key)).toEqual(['b']);
});

it('reads a text of megabytes', () => {
  expect(repeatedKeys(`{"a":"${'x\\n'.repeat(3_000_000)}","a":1}`).map(({ key }) => key)).toEqual(['a']);
});
