import { describe, expect, test } from 'vitest';
import { agreementOf, boundsOf } from './bounds.js';
import { aRoundSeen } from './round-seen.fixture.js';
import type { LimitStep } from './types.js';

let clockMs = 0;
const step = (level: number, accepted: number, more: Partial<LimitStep> = {}): LimitStep => {
  clockMs += 1000;
  const refused = level - accepted;
  return {
    ...aRoundSeen({ level, perLoop: 1 }, { accepted, refused, beganMs: clockMs, endedMs: clockMs + 50 }),
    purpose: 'climb',
    level,
    restMs: 250,
    outcome: refused > 0 ? 'refused' : 'held',
    ...more,
  };
};
const held = (level: number) => step(level, level);
const times = (count: number, one: () => LimitStep) => Array.from({ length: count }, one);

describe('what a round says of the limit', () => {
  test('an accepted one: at least those that were in the server together', () => {
    expect(boundsOf(held(8), 250)).toEqual({ atLeast: 8, atMost: Number.POSITIVE_INFINITY });
    expect(boundsOf(step(8, 8, { shown: 3 }), 250).atLeast).toBe(3);
  });

  test('a burst from rest that met a refusal: at most those that were not refused', () => {
    expect(boundsOf(step(8, 5), 250)).toEqual({ atLeast: 5, atMost: 5 });
    expect(boundsOf(step(8, 5, { unknown: { '500': 1 } }), 250).atMost).toBe(6);
  });

  test.each([
    ['too short a rest', { restMs: 20 }],
    ['a closed loop', { purpose: 'loop' as const }],
    ['a burst right after another', { purpose: 'return' as const }],
  ])('a refusal after %s bounds nothing: slots may have been on their way back', (_, more) => {
    expect(boundsOf(step(8, 5, more), 250).atMost).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('a value and the rounds of its run', () => {
  test('stands where none contradicts it', () => {
    expect(agreementOf(5, [held(4), step(8, 5), held(5), step(6, 5)], 250)).toEqual({ kind: 'agrees', outvoted: [] });
  });

  test('a chance refusal is outvoted by three later rounds, and told', () => {
    const steps = [step(4, 3), held(4), ...times(3, () => step(6, 5)), held(5)];
    expect(agreementOf(5, steps, 250)).toEqual({ kind: 'agrees', outvoted: [0] });
    expect(agreementOf(5, steps.slice(0, 4), 250).kind).toBe('contradicted');
  });

  test('the last rounds are never outvoted', () => {
    const steps = [...times(6, () => step(21, 20)), step(21, 15), step(21, 15)];
    expect(agreementOf(20, steps, 250).kind).toBe('contradicted');
  });

  test('more accepted than the limit allows, before a time and never after: it changed then', () => {
    clockMs = 0;
    const steps = [held(16), held(20), ...times(3, () => step(16, 15))];
    expect(agreementOf(15, steps, 250)).toEqual({
      kind: 'changed',
      change: { afterMs: 2050, beforeMs: 3000, before: { low: 20, high: null }, after: { low: 15, high: 15 } },
    });
  });

  test('fewer accepted, before a time and never after: it rose', () => {
    const steps = [...times(3, () => step(16, 15)), ...times(3, () => step(21, 20))];
    expect(agreementOf(20, steps, 250)).toMatchObject({ kind: 'changed', change: { before: { low: 15, high: 15 } } });
  });

  test('in turns: contradicted', () => {
    const steps = [step(16, 15), step(21, 20), held(20), step(16, 15), ...times(4, () => step(21, 20))];
    expect(agreementOf(20, steps, 250).kind).toBe('contradicted');
  });
});
