import { describe, expect, test } from 'vitest';
import { beginSearch, nextStep, observe } from './search.js';
import { limitSettings } from './settings.js';
import type { LimitResult, LimitSettings, LimitStep, Round, RoundSeen } from './types.js';

const SEEN: RoundSeen = {
  reached: 0,
  inFlightAtRefusal: 0,
  accepted: 0,
  refused: 0,
  firstAccepted: 0,
  unknown: {},
  serverErrors: 0,
  durationMs: 40,
  serverMs: 0,
  p50Ms: 20,
  p95Ms: 25,
};

const held = (round: Round, more: Partial<RoundSeen> = {}): RoundSeen => ({
  ...SEEN,
  reached: round.level,
  accepted: round.level * round.perLoop,
  firstAccepted: round.level,
  ...more,
});

const refused = (round: Round, limit: number): RoundSeen => ({
  ...SEEN,
  reached: round.level,
  accepted: Math.min(limit, round.level),
  refused: Math.max(1, round.level - limit),
  firstAccepted: Math.min(limit, round.level),
  inFlightAtRefusal: round.level,
});

/** Random numbers that are the same in every run. */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4294967296;
  };
}

function search(
  answer: (round: Round, index: number) => RoundSeen,
  settings: Partial<LimitSettings> = {},
): { result: LimitResult; rounds: Round[]; steps: readonly LimitStep[] } {
  let state = beginSearch(limitSettings({ maxLevel: 256, maxRequests: 1_000_000, ...settings }));
  const rounds: Round[] = [];
  for (;;) {
    const step = nextStep(state);
    if (step.kind === 'done') return { result: step.result, rounds, steps: state.steps };
    state = observe(state, answer(step.round, rounds.length));
    rounds.push(step.round);
    if (rounds.length > 2000) throw new Error('the search does not end');
  }
}

/** A server that holds exactly `limit`; a round is judged as the server would. */
const exact = (limit: number) => (round: Round) => (round.level > limit ? refused(round, limit) : held(round));

describe('the limit search', () => {
  test.each([1, 2, 5, 17, 50, 128, 255])('names %d exactly', (limit) => {
    const { result } = search(exact(limit));
    expect(result).toMatchObject({
      value: limit,
      low: limit,
      high: limit,
      cause: 'concurrency',
      reached: limit,
      stopped: '',
    });
    expect(result.evidence[0]).toContain(`L = ${limit} (range ${limit}–${limit}): ${limit} at once accepted in`);
  });

  test.each([1, 2, 5, 64])('says that there is none up to %d', (maxLevel) => {
    const { result, rounds } = search((round) => held(round), { maxLevel });
    expect(result).toMatchObject({ value: null, low: maxLevel, high: null, cause: 'none', stopped: '' });
    expect(result.evidence[0]).toBe(`no limit up to ${maxLevel} at once`);
    expect(Math.max(...rounds.map((round) => round.level))).toBe(maxLevel);
  });

  test('a limit equal to the highest level allowed is "none up to" it: one more was not tried', () => {
    expect(search(exact(50), { maxLevel: 50 }).result).toMatchObject({ value: null, low: 50, cause: 'none' });
  });

  test('the headroom check never sends more than the level it was given, and says "at least"', () => {
    const { result, rounds } = search(exact(50), { mode: 'headroom', maxLevel: 30 });
    expect(Math.max(...rounds.map((round) => round.level))).toBe(30);
    expect(result.evidence[0]).toBe('at least 30 at once are accepted; more was not tried');
  });

  test('the headroom check finds the lower limit where the level is refused', () => {
    expect(search(exact(20), { mode: 'headroom', maxLevel: 30 }).result).toMatchObject({ value: 20 });
  });

  test('the staircase for a limit of 5: doubled, retested, halved, confirmed in turns, then the cause', () => {
    const { rounds } = search((round) => ({ ...exact(5)(round), firstAccepted: 0 }));
    expect(rounds.map(({ purpose, level }) => `${purpose} ${level}`)).toEqual(
      [
        'baseline 1',
        'climb 2',
        'climb 4',
        ...['climb 8', 'sentinel 1', 'climb 8', 'sentinel 1'],
        ...['bisect 6', 'sentinel 1', 'bisect 6', 'sentinel 1'],
        'bisect 5',
        ...['confirm-refused 6', 'sentinel 1', 'confirm-held 5'],
        ...['confirm-refused 6', 'sentinel 1', 'confirm-held 5'],
        ...['confirm-refused 6', 'sentinel 1', 'confirm-held 5'],
        'cause-fast 2',
        ...['cause-burst 6', 'sentinel 1', 'cause-fill 6', 'sentinel 1'],
      ].filter((_, i, all) => i < all.length - 1),
    );
  });

  test('the number accepted in the first refused burst leads straight to the limit', () => {
    const { rounds } = search(exact(100));
    expect(rounds.filter(({ purpose }) => purpose === 'bisect').map(({ level }) => level)).toEqual([100, 101, 101]);
  });

  test('that the server had few of them at work at a time is told with the result', () => {
    const busy = (ms: number) =>
      search((round) => ({ ...exact(20)(round), durationMs: 100, serverMs: round.level > 20 ? 0 : round.level * ms }));
    // 20 requests of 90 ms each in 100 ms: 18 at a time; of 10 ms: 2 at a time.
    expect(busy(90).result).toMatchObject({ value: 20, atServer: 18 });
    expect(busy(90).result.evidence.join()).not.toContain('time_used');
    expect(busy(10).result).toMatchObject({ value: 20, atServer: 2 });
    expect(busy(10).result.evidence.join()).toContain('the server had only 2.0 of 20 at work at a time');
    expect(search(exact(20)).result.atServer).toBeNull();
  });

  test('a misleading number accepted costs rounds, not the result', () => {
    const { result } = search((round) => ({ ...exact(100)(round), firstAccepted: 77 }));
    expect(result.value).toBe(100);
  });

  test.each([
    // false refusals and false accepts of a round, share of exact answers, rounds needed on average
    [0.01, 0.005, 1, 30],
    [0.05, 0.02, 0.999, 39],
  ])('with %d false refusals and %d false accepts at least %d of 1,000 searches are exact', (no, yes, share, most) => {
    const random = dice(20_240_501);
    let right = 0;
    let probes = 0;
    for (let run = 0; run < 1000; run += 1) {
      const limit = 1 + Math.floor(random() * 200);
      const { result } = search((round) => {
        const over = round.level > limit;
        const seen = (over ? random() >= yes : random() < no) ? refused(round, limit) : held(round);
        return { ...seen, firstAccepted: 0 };
      });
      right += result.value === limit ? 1 : 0;
      probes += result.probes;
    }
    expect(right / 1000).toBeGreaterThanOrEqual(share);
    expect(probes / 1000).toBeLessThan(most);
  });
});

describe('what is not a refusal', () => {
  const unknown = (round: Round, what: string, more: Partial<RoundSeen> = {}): RoundSeen => ({
    ...SEEN,
    reached: round.level,
    unknown: { [what]: round.level },
    ...more,
  });

  test('a round that drew only time-outs is run again and counts for nothing', () => {
    const { result, steps } = search((round, index) => (index === 3 ? unknown(round, 'timeout') : exact(17)(round)));
    expect(result.value).toBe(17);
    expect(steps[3]).toMatchObject({ outcome: 'unknown', level: 8 });
    expect(steps[4]).toMatchObject({ outcome: 'held', level: 8 });
  });

  test('403 with another code three times over ends the search and is named; it is no limit', () => {
    const { result } = search((round) => unknown(round, '403 AUTHORIZATION_ERROR'));
    expect(result).toMatchObject({ value: null, low: 0, high: null, cause: 'none' });
    expect(result.stopped).toBe('three rounds in a row drew other answers, most of them 403 AUTHORIZATION_ERROR');
  });

  test('429 is a limit on the rate', () => {
    const { result } = search((round) => (round.level > 4 ? unknown(round, '429') : held(round)));
    expect(result).toMatchObject({ value: null, low: 4, high: null, cause: 'rate' });
    expect(result.stopped).toMatch(/most of them 429, which is a limit on the rate$/);
  });

  test('a round in which fewer were in flight than asked for says nothing about its level', () => {
    const { result } = search((round) => held(round, { reached: Math.min(round.level, 10) }));
    expect(result).toMatchObject({ value: null, low: 8, cause: 'none' });
    expect(result.stopped).toContain('three rounds in a row');
  });

  test.each([1, 2, 5, 17, 50, 128])('a few false 500s do no harm: %d is named exactly', (limit) => {
    const random = dice(7);
    const { result } = search((round) => {
      const seen = exact(limit)(round);
      const errors = Array.from({ length: seen.accepted }, () => random() < 0.01).filter(Boolean).length;
      return errors === 0 ? seen : { ...seen, serverErrors: errors, unknown: { '500 INTERNAL_ERROR': errors } };
    });
    expect(result).toMatchObject({ value: limit, low: limit, high: limit, stopped: '' });
  });
});

describe('the search stops', () => {
  test('before the budget of requests is passed', () => {
    const { result } = search(exact(128), { maxRequests: 100 });
    expect(result.requests).toBeLessThanOrEqual(100);
    expect(result).toMatchObject({ value: null, low: 16, high: null });
    expect(result.stopped).toMatch(/^the budget of 100 requests: \d+ are sent and the next round needs up to 64$/);
    expect(result.evidence[0]).toBe('at least 16 at once were accepted (range 16–open)');
  });

  test('after the time allowed over the limit', () => {
    const { result } = search((round) => ({ ...exact(3)(round), durationMs: 1000 }), { maxSaturatedMs: 2500 });
    expect(result.stopped).toBe('3000 ms were spent over the limit; 2500 ms are allowed');
  });

  test('when more than 2 % of the answers are server errors, and surely so', () => {
    const { result } = search((round) =>
      held(round, { serverErrors: 2, unknown: { '500 INTERNAL_ERROR': 2 }, accepted: round.level * round.perLoop }),
    );
    expect(result.stopped).toMatch(/^\d+ of \d+ answers were server errors \(5xx\): more than 2 %$/);
  });

  test('when answers are three times slower than at rest, by more than half a second', () => {
    const slow = (p95Ms: number) => search((round) => held(round, round.level >= 8 ? { p95Ms } : {}), { maxLevel: 16 });
    expect(slow(600).result.stopped).toBe('at 8 in flight the 95th percentile is 600 ms, at rest it was 25 ms');
    expect(slow(90).result.stopped).toBe('');
  });

  test('when a lone request is still refused seconds after a burst', () => {
    const { result, rounds } = search((round, index) => (index >= 3 ? refused(round, 0) : held(round)));
    expect(rounds.slice(-3)).toMatchObject([
      { purpose: 'sentinel', level: 1, restMs: 250 },
      { purpose: 'sentinel', level: 1, restMs: 1000 },
      { purpose: 'sentinel', level: 1, restMs: 5000 },
    ]);
    expect(result).toMatchObject({ value: null, low: 4, cause: 'rate', recoveredAfterMs: null });
    expect(result.stopped).toBe('a lone request was still refused five seconds after a burst');
  });

  test('and says after which rest it had recovered', () => {
    let sentinels = 0;
    const { result } = search((round) => {
      if (round.purpose === 'sentinel') sentinels += 1;
      return round.purpose === 'sentinel' && sentinels === 1 ? refused(round, 0) : exact(5)(round);
    });
    expect(result).toMatchObject({ value: 5, recoveredAfterMs: 1250 });
  });

  test('when levels are now accepted and now refused without end', () => {
    const random = dice(3);
    const { result } = search((round) =>
      round.purpose !== 'sentinel' && round.level > 1 && random() < 0.5 ? refused(round, 1) : held(round),
    );
    expect(result.value).toBeNull();
  });
});

describe('settings', () => {
  test.each([
    ['maxLevel', 0, 1],
    ['maxRequests', 3, 10],
    ['settleMs', -1, 0],
    ['maxLevel', 2.5, 1],
  ])('%s = %d is refused, with what is expected', (key, value, smallest) => {
    expect(() => limitSettings({ [key]: value })).toThrow(
      `limit search: ${key} is ${value}; expected a whole number from ${smallest} on`,
    );
  });
});
