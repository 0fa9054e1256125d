import { describe, expect, test } from 'vitest';
import { REFUSAL_PLAN, STRICT_REFUSAL_PLAN, sprt } from './sprt.js';

describe('the sequential test on refused rounds', () => {
  test.each([
    // refused, clean, decision: two agreeing rounds decide, one does not, a tie goes on
    [0, 0, 'undecided'],
    [1, 0, 'undecided'],
    [2, 0, 'p1'],
    [0, 1, 'undecided'],
    [0, 2, 'p0'],
    [1, 1, 'undecided'],
    [2, 1, 'p1'],
    [1, 2, 'undecided'],
    [1, 3, 'p0'],
  ] as const)('%d refused and %d clean: %s', (refused, clean, decision) => {
    expect(sprt(REFUSAL_PLAN, refused, clean)).toBe(decision);
  });

  test.each([
    [2, 0, 'undecided'],
    [3, 0, 'p1'],
    [0, 2, 'undecided'],
    [0, 3, 'p0'],
  ] as const)('strictly, %d refused and %d clean: %s', (refused, clean, decision) => {
    expect(sprt(STRICT_REFUSAL_PLAN, refused, clean)).toBe(decision);
  });
});
