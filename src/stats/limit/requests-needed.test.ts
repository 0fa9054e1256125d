import { describe, expect, test } from 'vitest';
import { requestsNeeded } from './requests-needed.js';
import { aRoundSeen } from './round-seen.fixture.js';
import { beginSearch, nextStep, observe } from './search.js';
import { limitSettings } from './settings.js';
import type { Round } from './types.js';

/** Runs a search on a service that holds `limit`; returns whether it came to its end. */
function ends(maxRequests: number, maxLevel: number, mode: 'headroom' | 'saturate', limit: number): boolean {
  let state = beginSearch(limitSettings({ mode, maxLevel, maxRequests }));
  for (;;) {
    const step = nextStep(state);
    if (step.kind === 'done') return step.result.stopped === '';
    state = observe(state, answer(step.round, limit));
  }
}

function answer(round: Round, limit: number) {
  const refused = Math.max(0, round.level - limit);
  const accepted = refused > 0 ? limit : round.level * round.perLoop;
  return aRoundSeen(round, { accepted, refused });
}

describe('the budget that a search needs', () => {
  test.each([1, 2, 5, 10, 50])('a headroom check of %d ends with it, and not with one request less', (level) => {
    const needed = requestsNeeded(limitSettings({ mode: 'headroom', maxLevel: level }), undefined);
    expect(ends(needed, level, 'headroom', 1000)).toBe(true);
    expect(ends(needed - 1, level, 'headroom', 1000)).toBe(false);
  });

  test.each([1, 5, 17, 50])('a search that finds %d ends with it, and not with one request less', (limit) => {
    const needed = requestsNeeded(limitSettings({ maxLevel: 200 }), limit);
    expect(ends(needed, 200, 'saturate', limit)).toBe(true);
    expect(ends(needed - 1, 200, 'saturate', limit)).toBe(false);
  });

  test('a headroom check of 5 costs 76 requests', () => {
    // 10 at rest, bursts of 2, 4 and 5, three more of 5, and a loop of 40
    expect(requestsNeeded(limitSettings({ mode: 'headroom', maxLevel: 5 }), undefined)).toBe(10 + 2 + 4 + 5 + 15 + 40);
  });
});
