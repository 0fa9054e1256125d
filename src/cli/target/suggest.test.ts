import { expect, it } from 'vitest';
import { didYouMean, editDistance, nearest } from './suggest.js';

it.each([
  ['', '', 0],
  ['abc', 'abc', 0],
  ['', 'abc', 3],
  ['timout', 'timeout', 1], // one letter left out
  ['timeeout', 'timeout', 1], // one too many
  ['tineout', 'timeout', 1], // one wrong
  ['tiemout', 'timeout', 1], // two swapped
  ['kitten', 'sitting', 3],
])('from %j to %j it is %d', (from, to, distance) => {
  expect(editDistance(from, to)).toBe(distance);
  expect(editDistance(to, from)).toBe(distance);
});

it.each([
  ['credntials', 'credentials'],
  ['API_KEY', 'api_key'],
  ['per-second', 'per_second'],
  ['ulr', 'url'],
  ['password', undefined],
  ['x', undefined],
])('%j was meant to be %j', (word, meant) => {
  expect(nearest(word, ['url', 'credentials', 'api_key', 'per_second'])).toBe(meant);
});

it('asks only when there is something to ask', () => {
  expect(didYouMean('timout', ['timeout'])).toBe('; did you mean "timeout"?');
  expect(didYouMean('zzz', ['timeout'])).toBe('');
});
