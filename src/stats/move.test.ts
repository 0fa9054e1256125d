import { expect, it } from 'vitest';
import { moveOf } from './move.js';

it.each([
  // before        after           move
  [[90, 110], [111, 140], 'higher'],
  [[90, 110], [110, 140], 'unclear'],
  [[90, 110], [60, 89], 'lower'],
  [[90, null], [200, 240], 'unclear'],
  [[90, 110], [200, null], 'higher'],
] as const)('%j to %j is %s', ([low, high], [nowLow, nowHigh], move) => {
  expect(moveOf({ low, high }, { low: nowLow, high: nowHigh })).toBe(move);
});
