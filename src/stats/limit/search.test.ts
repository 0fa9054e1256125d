import { describe, expect, test } from 'vitest';
import { seededRandom as dice } from '../seeded-random.fixture.js';
import { aRoundSeen } from './round-seen.fixture.js';
import { beginSearch, nextStep, observe } from './search.js';
import { limitSettings } from './settings.js';
import type { LimitResult, LimitSettings, LimitStep, Round, RoundSeen } from './types.js';

const held = (round: Round, more: Partial<RoundSeen> = {}): RoundSeen => aRoundSeen(round, more);

const refused = (round: Round, limit: number): RoundSeen =>
  aRoundSeen(round, { accepted: Math.min(limit, round.level), refused: Math.max(1, round.level - limit) });

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
      inLoop: limit,
      reached: limit,
      shown: limit,
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

  test('the staircase for a limit of 5: doubled, retested, halved, confirmed in turns, then the cause and the loop', () => {
    const { rounds } = search((round) => ({ ...exact(5)(round), firstAccepted: 0 }));
    const refusedAt = (...words: string[]) => words.flatMap((word) => [word, 'sentinel 1']);
    expect(rounds.map(({ purpose, level }) => `${purpose} ${level}`)).toEqual([
      'baseline 1',
      'climb 2',
      'climb 4',
      ...refusedAt('climb 8', 'climb 8', 'bisect 6', 'bisect 6'),
      'bisect 5',
      ...refusedAt('confirm-refused 6'),
      'confirm-held 5',
      ...refusedAt('confirm-refused 6'),
      'confirm-held 5',
      ...refusedAt('confirm-refused 6'),
      'confirm-held 5',
      ...refusedAt('cause-burst 6', 'cause-fill 6'),
      'loop 5',
    ]);
  });

  test('every burst begins from rest, and the loop is long enough to empty what a limit on the rate has saved up', () => {
    const { rounds } = search(exact(5), { settleMs: 250, idleMs: 2000 });
    const bursts = rounds.filter(({ purpose }) => !['baseline', 'loop', 'sentinel'].includes(purpose));
    expect(bursts.every(({ perLoop, restMs }) => perLoop === 1 && restMs >= 250)).toBe(true);
    expect(rounds.at(-1)).toMatchObject({ purpose: 'loop', level: 5, perLoop: 8 });
  });

  test('the number accepted in the first refused burst leads straight to the limit', () => {
    const { rounds } = search(exact(100));
    expect(rounds.filter(({ purpose }) => purpose === 'bisect').map(({ level }) => level)).toEqual([100, 101, 101]);
  });

  test('how many the server had at work on average is told', () => {
    const busy = search((round) => ({
      ...exact(20)(round),
      endedMs: 100,
      serverMs: round.level > 20 ? 0 : round.level * 90,
    }));
    expect(busy.result).toMatchObject({ value: 20, atServer: 18 });
    expect(search(exact(20)).result.atServer).toBeNull();
  });

  test('so many must have been in the server together once: else the limit is not sure', () => {
    const apart = search((round) => ({ ...exact(20)(round), shown: Math.min(round.level, 12) }));
    expect(apart.result).toMatchObject({ value: null, low: 12, high: 20, cause: 'concurrency' });
    expect(apart.result.stopped).toMatch(
      /^20 at once were never refused and 21 always were, but the overlap was not reached/,
    );
    let confirmed = 0;
    const once = search((round) => {
      if (round.purpose === 'confirm-held') confirmed += 1;
      return { ...exact(20)(round), shown: confirmed === 5 ? 20 : Math.min(round.level, 12) };
    });
    expect(once.result).toMatchObject({ value: 20, shown: 20, stopped: '' });
  });

  test('a misleading number accepted costs rounds, not the result', () => {
    const { result } = search((round) => ({ ...exact(100)(round), firstAccepted: 77 }));
    expect(result.value).toBe(100);
  });

  test.each([
    // false refusals and false accepts of a round, share of exact answers, rounds needed on average
    [0.01, 0.005, 0.85, 30],
    [0.05, 0.02, 0.5, 45],
  ])(
    'with %d false refusals and %d false accepts of 1,000 searches a share of %d is exact, none wrong',
    (no, yes, share, most) => {
      const random = dice(20_240_501);
      let right = 0;
      let wrong = 0;
      let probes = 0;
      for (let run = 0; run < 1000; run += 1) {
        const limit = 1 + Math.floor(random() * 200);
        const { result } = search((round) => {
          const over = round.level > limit;
          const seen = (over ? random() >= yes : random() < no) ? refused(round, limit) : held(round);
          return { ...seen, firstAccepted: 0 };
        });
        right += result.value === limit ? 1 : 0;
        wrong += result.value !== limit && result.stopped === '' ? 1 : 0;
        probes += result.probes;
      }
      expect(right / 1000).toBeGreaterThanOrEqual(share);
      expect(wrong / 1000).toBeLessThanOrEqual(0.001);
      expect(probes / 1000).toBeLessThan(most);
    },
  );
});

describe('what is not a refusal', () => {
  const unknown = (round: Round, what: string, more: Partial<RoundSeen> = {}): RoundSeen => ({
    ...aRoundSeen(round, { accepted: 0 }),
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
    expect(result.stopped).toBe(
      '1 at once were not shown: three rounds in a row drew other answers, most of them 403 AUTHORIZATION_ERROR',
    );
  });

  test('trust row 16: 429 is a limit on the rate', () => {
    const { result } = search((round) => (round.level > 4 ? unknown(round, '429') : held(round)));
    expect(result).toMatchObject({ value: null, low: 4, high: null, cause: 'rate' });
    expect(result.stopped).toMatch(/most of them 429, which is a limit on the rate$/);
  });

  test.each([
    '429',
    '403 AUTHORIZATION_ERROR',
    'connection reset',
    'no connection',
    "200 with a body that is not the API's",
  ])('trust row 16, trust row 32: a level in which even one drew %s is not shown, and never certified', (what) => {
    for (const mode of ['headroom', 'saturate'] as const) {
      const { result } = search(
        (round) => (round.level < 5 ? held(round) : held(round, { accepted: round.level - 1, unknown: { [what]: 1 } })),
        { mode, maxLevel: 8 },
      );
      expect(result).toMatchObject({ value: null, low: 7 });
      expect(result.stopped).toContain(
        `8 at once were not shown: three rounds in a row drew other answers, most of them ${what}`,
      );
    }
  });

  test('trust row 32: a round in which fewer were in flight than asked for proves no more than those', () => {
    const { result } = search(
      (round) => held(round, { reached: Math.min(round.level, 10), shown: Math.min(round.level, 10) }),
      {
        maxLevel: 64,
      },
    );
    expect(result).toMatchObject({ value: null, low: 10, cause: 'none' });
    expect(result.stopped).toContain('no more than 10 were shown to be in the server at one time');
  });

  test.each([1, 2, 5, 17, 50, 128])('a few false 500s do no harm: %d is named exactly', (limit) => {
    const random = dice(7);
    const { result } = search((round) => {
      const seen = exact(limit)(round);
      const errors = Array.from({ length: seen.accepted }, () => random() < 0.01).filter(Boolean).length;
      if (errors === 0) return seen;
      const accepted = seen.accepted - errors;
      const shown = Math.min(seen.shown, accepted);
      return { ...seen, accepted, shown, serverErrors: errors, unknown: { '500 INTERNAL_ERROR': errors } };
    });
    expect(result).toMatchObject({ value: limit, low: limit, high: limit, stopped: '' });
  });
});

describe('the search stops', () => {
  test('before the budget of requests is passed', () => {
    const { result } = search(exact(128), { maxRequests: 100 });
    expect(result.requests).toBeLessThanOrEqual(100);
    expect(result).toMatchObject({ value: null, low: 32, high: null });
    expect(result.stopped).toMatch(/^the budget of 100 requests: \d+ are sent and the next round needs up to 64$/);
    expect(result.evidence[0]).toBe('at least 32 at once were accepted (range 32–open)');
  });

  test('after the time allowed over the limit', () => {
    const { result } = search((round) => ({ ...exact(3)(round), endedMs: 1000 }), { maxSaturatedMs: 2500 });
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
    const { result, rounds } = search((round, index) => (index >= 3 ? refused(round, 0) : held(round)), {
      settleMs: 250,
    });
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
