import { describe, expect, it } from 'vitest';
import { selectJson } from './json-path.js';

const DOCUMENT = {
  'a.b': 1,
  friends: [
    { first: 'Dale', last: 'Murphy', age: 44 },
    { first: 'Roger', last: 'Craig', age: 68 },
  ],
  nested: [[1], [2, 3]],
};

describe('a selector of json()', () => {
  it.each([
    ['friends.1.first', 'Roger'],
    ['friends.#', 2],
    ['friends.#.age', [44, 68]],
    ['nested.#.#', [1, 2]],
    ['a\\.b', 1],
    ['friends.#(last=="Murphy").first', 'Dale'],
    ['friends.#(age>45)#.first', ['Roger']],
    ['friends.#(first%"D*").age', 44],
    ['friends.#(age>99).first', undefined],
    ['friends.#(last=="a.b)").first', undefined], // dots and brackets in a text belong to the text
    ['fr?ends.0.last', 'Murphy'],
    ['nes*.0.0', 1],
    ['friends.9.first', undefined],
    ['nowhere.at.all', undefined],
  ])('%s selects %j', (path, selected) => {
    expect(selectJson(DOCUMENT, path)).toEqual(selected);
  });

  it.each(['@this', 'friends.@reverse', '{a,b}', 'a|b'])('%s is refused, not taken for a name', (path) => {
    expect(() => selectJson(DOCUMENT, path)).toThrow(/lacks the selector/);
  });
});
