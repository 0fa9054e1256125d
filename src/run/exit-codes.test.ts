import { expect, it } from 'vitest';
import { EXIT, type ExitCode, worstExit } from './exit-codes.js';

it('the numbers are a promise to scripts and do not change', () => {
  expect(EXIT).toEqual({
    passed: 0,
    failed: 1,
    usage: 2,
    unreachable: 3,
    inconclusive: 4,
    machine: 5,
    interrupted: 130,
    terminated: 143,
  });
});

it.each<[ExitCode[], ExitCode, string]>([
  [[], 0, 'nothing went wrong'],
  [[0, 0], 0, 'all passed'],
  [[0, 4], 4, 'doubt outweighs a pass'],
  [[4, 3], 3, 'a dead target explains the doubt'],
  [[3, 1], 1, 'a broken rule was seen before the target died'],
  [[1, 2], 2, 'with a wrong configuration no result counts'],
  [[5, 1, 3], 5, 'on a machine that gave way no result counts'],
  [[2, 143, 1], 143, 'so does who ends it by SIGTERM'],
  [[2, 130, 1], 130, 'who stops the run knows why it has no result'],
])('%j ends as %d: %s', (codes, expected) => {
  expect(worstExit(codes)).toBe(expected);
  expect(worstExit(codes.toReversed())).toBe(expected);
});
