import { expect, test } from 'vitest';
import { boundedMap } from './bounded-map.js';

test('forgets the oldest entries above its number', () => {
  const map = boundedMap<string>({ maxEntries: 2, maxBytes: 1_000, bytesOf: () => 1 });
  for (const key of ['a', 'b', 'c']) map.set(key, key);
  expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([undefined, 'b', 'c']);
});

test('forgets the oldest entries above its bytes, and counts a replaced entry once', () => {
  const map = boundedMap<string>({ maxEntries: 100, maxBytes: 10, bytesOf: (value) => value.length });
  map.set('a', '1234');
  map.set('b', '1234');
  map.set('b', '12345');
  expect(map.size).toBe(2);
  map.set('c', '12');
  expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([undefined, '12345', '12']);
});

test('keeps one entry however large it is', () => {
  const map = boundedMap<string>({ maxEntries: 100, maxBytes: 2, bytesOf: (value) => value.length });
  map.set('a', '12345');
  expect(map.get('a')).toBe('12345');
});
