import { expect, it } from 'vitest';
import { failsBeyondLag, toleratedLagMs } from './lag-rule.js';

it.each([
  // measured, limit, lag, stands
  [900, 300, 30, true],
  [320, 300, 30, false],
  [320, 300, 15, true],
  [331, 300, 30, true],
  [900, 300, 700, false],
])('%d ms against %d ms with %d ms of lag: a fail that stands is %s', (measured, limit, lag, stands) => {
  expect(failsBeyondLag(measured, limit, lag)).toBe(stands);
});

it('tolerates 10 ms, or a twentieth of the limit', () => {
  expect([50, 200, 1000].map(toleratedLagMs)).toEqual([10, 10, 50]);
});
