import { describe, expect, test } from 'vitest';
import { seededRandom } from '../seeded-random.fixture.js';
import {
  balanced,
  both,
  concurrency,
  fixedWindow,
  queue,
  type Server,
  searchOn,
  slidingWindow,
  tokenBucket,
  type Way,
} from './simulated-server.js';
import type { LimitResult, LimitSettings } from './types.js';

const way: Way = { delay: () => 0.1, blurMs: 0, timeUsed: true };
const search = (server: Server, settings: Partial<LimitSettings> = {}): LimitResult =>
  searchOn(server, way, settings).result;
const plain = (limit: number, ms = 50) =>
  concurrency(
    () => limit,
    () => ms,
  );
const late = (limit: number, ms: number, lateMs: number) =>
  concurrency(
    () => limit,
    () => ms,
    () => lateMs,
  );

describe('a plain limit', () => {
  test.each([1, 2, 3, 5, 17, 50, 128])('%d at once: that number, from rest and in a loop', (limit) => {
    const result = search(plain(limit));
    expect(result).toMatchObject({ value: limit, low: limit, high: limit, cause: 'concurrency', stopped: '' });
    expect(result).toMatchObject({ inLoop: limit, late: null, changed: null, shown: limit });
    expect(result.evidence[0]).toContain(`L = ${limit} (range ${limit}–${limit}): ${limit} at once accepted in`);
  });

  test('slow answers change nothing', () => {
    expect(search(plain(17, 900))).toMatchObject({ value: 17, cause: 'concurrency' });
  });

  test('nor does a long way', () => {
    const far: Way = { ...way, delay: () => 40 };
    expect(searchOn(plain(17, 60), far).result).toMatchObject({ value: 17, shown: 17 });
  });

  test('none up to the highest level, with how rare a refusal could still be', () => {
    const result = search(plain(1000, 20), { maxLevel: 64 });
    expect(result).toMatchObject({ value: null, low: 64, high: null, cause: 'none', stopped: '' });
    expect(result.evidence[0]).toBe('no limit up to 64 at once');
    expect(result.evidence.join()).toMatch(
      /no refusal among \d+ requests at 64 in flight: refusals there are rarer than/,
    );
  });
});

describe('slots that come back late', () => {
  test.each([
    // limit, answer, delay
    [5, 20, 1],
    [5, 20, 5],
    [5, 20, 20],
    [5, 20, 200],
    [11, 100, 10],
    [5, 300, 200],
    [1, 20, 50],
  ])(
    '%d at once, answers of %d ms, slots free %d ms after: the number from rest, and what explains the loop',
    (limit, ms, lateMs) => {
      const result = search(late(limit, ms, lateMs));
      expect(result).toMatchObject({ value: limit, cause: 'concurrency', stopped: '' });
      if (result.inLoop === limit) return;
      expect(result.inLoop).toBeLessThan(limit);
      expect(result.late!.fromMs).toBeLessThanOrEqual(lateMs);
      expect(result.late!.toMs).toBeGreaterThanOrEqual(lateMs);
      expect(result.evidence.join('\n')).toMatch(
        /\d+ from rest; in a loop of [\d.]+ ms answers .*, as a slot comes back .* late/,
      );
    },
  );

  test('a rest that is too short for them grows', () => {
    const { result, restMs } = searchOn(late(20, 50, 150), way, { settleMs: 20, idleMs: 2000 });
    expect(result).toMatchObject({ value: 20, stopped: '' });
    expect(restMs).toBeGreaterThan(150);
  });

  test('very late ones cannot be told from a limit on the rate: not sure, with the number from rest', () => {
    const result = search(late(5, 50, 950));
    expect(result).toMatchObject({ value: null, cause: 'unclear' });
    expect(result.stopped).toMatch(
      /^from rest 5 at once are accepted, but .*limit on the rate, or slots that come back very late/,
    );
    expect(search(slidingWindow(5, 1000, () => 50))).toMatchObject({ value: null, cause: 'unclear' });
  });
});

describe('a limit on the rate', () => {
  test.each([
    // per second, burst
    [5, 5],
    [10, 10],
    [10, 30],
    [50, 10],
    [50, 50],
    [100, 20],
    [200, 100],
    [1000, 60],
  ])('a token bucket of %d a second and a burst of %d', (perSecond, burst) => {
    expect(search(tokenBucket(perSecond, burst, () => 50))).toMatchObject({ value: null, cause: 'rate' });
  });

  test.each([5, 20, 60])('a window of %d requests a second of the clock: never a limit in flight', (most) => {
    const result = search(fixedWindow(most, 1000, 300, () => 50));
    expect(result.value).toBeNull();
    expect(['rate', 'unclear']).toContain(result.cause);
  });

  test('beside a limit in flight: that one, or that it is not sure', () => {
    const server = both(
      tokenBucket(50, 60, () => 0),
      plain(20),
    );
    const result = search(server);
    expect(result.value === 20 || result.cause === 'rate' || result.stopped !== '').toBe(true);
  });
});

describe('a limit that is not steady', () => {
  test.each([
    [20, 15, 4000],
    [15, 20, 4000],
    [20, 15, 5500],
  ])('%d, then %d after %d ms: the later one, or "not steady" with the time of the change', (first, second, atMs) => {
    const result = search(
      concurrency(
        (nowMs) => (nowMs < atMs ? first : second),
        () => 50,
      ),
    );
    if (result.value !== null) {
      expect(result.value).toBe(second);
      return;
    }
    expect(result.stopped).toContain('not steady');
    expect(result.changed!.afterMs).toBeLessThanOrEqual(atMs + 1000);
    expect(result.changed!.beforeMs).toBeGreaterThanOrEqual(atMs - 1000);
  });

  test('two nodes that are picked by chance', () => {
    const random = seededRandom(3);
    const result = search(balanced([plain(8), plain(8)], () => Math.floor(random() * 2)));
    expect(result.value).toBeNull();
    expect(result.stopped).toContain('not steady');
  });

  test('two nodes in turns are one limit', () => {
    expect(search(balanced([plain(8), plain(8)], (request) => request % 2))).toMatchObject({ value: 16 });
  });
});

describe('overlap that was never reached', () => {
  test('trust row 32: answers in no time prove no level, however many calls had begun', () => {
    const result = search(plain(11, 0));
    expect(result).toMatchObject({ value: null, cause: 'none', high: null });
    expect(result.stopped).toMatch(/nothing was refused, but the overlap was not reached: no more than \d+ were shown/);
    expect(result.low).toBeLessThan(11);
  });

  test('trust row 32: the same in the headroom check', () => {
    const result = search(plain(4, 0), { mode: 'headroom', maxLevel: 8 });
    expect(result.value).toBeNull();
    expect(result.stopped).not.toBe('');
  });
});

describe('a queue in place of a refusal', () => {
  test.each([1, 5, 12])('beyond %d at once requests wait: named, with no limit', (most) => {
    const result = search(queue(most, () => 50));
    expect(result).toMatchObject({ value: null, cause: 'queue', waitBeyond: most, stopped: '' });
    expect(result.evidence[0]).toMatch(
      new RegExp(`^no refusal up to \\d+ at once; beyond ${most} at once requests wait$`),
    );
  });
});
