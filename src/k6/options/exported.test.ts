import { expect, it } from 'vitest';
import { plain, untakable } from './exported.js';

it('takes options that can be written as JSON, by their own fields', () => {
  const options = { vus: 2n, tags: { a: undefined, b: null }, at: new Date(0), stages: [{ target: -0 }] };
  expect(untakable(options)).toEqual([]);
  expect(plain(options)).toEqual({
    vus: 2,
    tags: { b: null },
    at: '1970-01-01T00:00:00.000Z',
    stages: [{ target: 0 }],
  });
});

it.each([
  [{ vus: Number.NaN }, 'options.vus: expected a number; found NaN. A variable that is not set'],
  [{ scenarios: { s: { rate: Infinity } } }, 'options.scenarios.s.rate: expected a number; found Infinity'],
  [{ stages: [{ target: 1 }, { target: Number.NaN }] }, 'options.stages.1.target: expected a number; found NaN'],
  [{ tags: new Set([Number.NaN]) }, 'options.tags.0: expected a number; found NaN'],
  [{ exec: () => {} }, 'options.exec: expected a value; found a function'],
  [() => {}, 'options: expected an object; found a function'],
  [[{ vus: 1 }], 'options: expected an object; found a list'],
  [new Map(), 'options: expected an object; found a Map'],
  ['x', 'options: expected an object; found a string'],
])('refuses what k6 cannot read as options, by its path: %o', (options, problem) => {
  expect(untakable(options)).toEqual([expect.stringContaining(problem)]);
});

it('refuses options that contain themselves', () => {
  const tags: Record<string, unknown> = {};
  tags.self = tags;
  expect(untakable({ tags })).toEqual(['options.tags.self: expected a value; found one that contains itself']);
});

it('names every mistake', () => {
  expect(untakable({ vus: Number.NaN, exec: () => {} })).toHaveLength(2);
});
