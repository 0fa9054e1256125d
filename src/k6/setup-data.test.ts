import { expect, it } from 'vitest';
import { setupJson } from './setup-data.js';

it.each([
  [{ b: 1, a: { d: 1, c: 2 } }, '{"a":{"c":2,"d":1},"b":1}'],
  [
    [new Date(0), new Date(1_700_000_000_123), new Date(1_700_000_000_120)],
    '["1970-01-01T00:00:00Z","2023-11-14T22:13:20.123Z","2023-11-14T22:13:20.12Z"]',
  ],
  [
    {
      map: new Map([['b', 1]]),
      set: new Set([2]),
      bytes: new Uint8Array([1, 2]),
      none: undefined,
      big: 10n,
      symbol: Symbol('s'),
    },
    '{"big":10,"bytes":"AQI=","map":[["b",1]],"none":null,"set":[2],"symbol":"s"}',
  ],
])('what setup() returns becomes the JSON that k6 makes of it: %o', (returned, json) => {
  expect(setupJson(returned)).toBe(json);
});

const up: Record<string, unknown> = {};
up.a = Object.defineProperty({ up }, 'toJSON', { value: () => ({ n: 1 }), enumerable: false });

it('a toJSON() of the script is not asked, as on k6', () => {
  const hidden = Object.defineProperty({ x: 1 }, 'toJSON', { value: () => ({ n: 1 }), enumerable: false });
  const time = Object.defineProperty(new Date(0), 'toJSON', { value: () => 'mine' });
  class List extends Array<number> {
    toJSON() {
      return 'list';
    }
  }
  expect(setupJson([hidden, time, List.of(1, 2), new Date(Number.NaN)])).toBe(
    '[{"x":1},"1970-01-01T00:00:00Z",[1,2],null]',
  );
});

const around: Record<string, unknown> = {};
around.self = [around];

it('what occurs twice is no cycle', () => {
  const account = { key: 'a' };
  expect(setupJson([account, { again: account }])).toBe('[{"key":"a"},{"again":{"key":"a"}}]');
});

it.each([
  [
    around,
    'setup() returned something that contains itself as "0", which JSON does not have: return data without it instead',
  ],
  [up, 'setup() returned something that contains itself as "up", which JSON does not have'],
  [{ toJSON: () => 1 }, 'setup() returned a function as "toJSON", which is no data'],
  [{ list: [{ f: () => 1 }] }, 'setup() returned a function as "f", which is no data: return what it gives instead'],
  [{ rate: Number.NaN }, 'setup() returned NaN as "rate", which JSON does not have: return null or a text instead'],
])('what k6 refuses of setup() is refused: %o', (returned, message) => {
  expect(() => setupJson(returned)).toThrow(message);
});
