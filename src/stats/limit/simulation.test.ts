import { describe, expect, test } from 'vitest';
import { boundsOf } from './bounds.js';
import { KINDS, type Kind, type Mark, tryKind } from './simulated-kinds.fixture.js';

/** Servers of each kind; the table in docs/limit.md is of a thousand of each. */
const SERVERS = 100;

const kinds = Object.keys(KINDS) as Kind[];
const outcomes = new Map(
  kinds.map((kind) => [kind, Array.from({ length: SERVERS }, (_, i) => tryKind(kind, i * 7919 + 13))]),
);
const all = [...outcomes.values()].flat();
const marked = (mark: Mark): string[] =>
  kinds.flatMap((kind) => {
    const found = outcomes.get(kind)!.filter((outcome) => outcome.mark === mark);
    return found.map(({ about, searched }) => `${kind}: ${about}: ${searched.result.evidence[0]}`);
  });

describe(`${SERVERS * kinds.length} simulated servers of ${kinds.length} kinds`, () => {
  test('at most one in a thousand verdicts is wrong', () => {
    const wrong = marked('wrong');
    expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(all.length / 1000);
  });

  test.each([
    ['a plain limit', 0.99],
    ['a plain limit, 1 % false 500s', 0.99],
    ['slots that come back 1–250 ms late', 0.9],
    ['late slots, 1 % false 500s', 0.9],
    ['no limit', 0.99],
  ] as const)('%s: a share of %d is exact, the rest not sure', (kind, share) => {
    const exact = outcomes.get(kind)!.filter(({ mark }) => mark === 'exact');
    expect(exact.length / SERVERS).toBeGreaterThanOrEqual(share);
  });

  test('a plain limit costs fewer than 40 rounds, as the median', () => {
    const probes = outcomes.get('a plain limit')!.map(({ searched }) => searched.result.probes);
    expect(probes.sort((a, b) => a - b)[SERVERS / 2]).toBeLessThan(40);
  });

  test('no verdict contradicts a round of its own run, but for those that it tells were outvoted', () => {
    const contradictions = all.flatMap(({ about, searched: { result, steps, restMs } }) => {
      const { value, low, cause, outvoted, stopped } = result;
      const claimed = value ?? (cause === 'none' && stopped === '' ? low : null);
      if (claimed === null) return [];
      return steps.flatMap((step, index) => {
        const { atLeast, atMost } = boundsOf(step, restMs);
        const against = atMost < claimed || (value !== null && atLeast > value);
        return against && !outvoted.includes(index)
          ? [`${about}: ${claimed}, round ${index} ${JSON.stringify(step)}`]
          : [];
      });
    });
    expect(contradictions).toEqual([]);
  });

  test('what is not sure says why, and what is sure has nothing to excuse', () => {
    for (const { searched } of all) {
      const { value, stopped, cause } = searched.result;
      if (value !== null) expect([stopped, cause]).toEqual(['', 'concurrency']);
      if (cause === 'unclear') expect(stopped).not.toBe('');
    }
  });
});
