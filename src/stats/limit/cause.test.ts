import { describe, expect, test } from 'vitest';
import { beginSearch, nextStep, observe } from './search.js';
import { limitSettings } from './settings.js';
import type { LimitResult, LimitSettings, Round, RoundSeen } from './types.js';

/** A server as the search meets it: whether it takes a request, given the time and what it has in flight. */
interface Server {
  readonly serviceMs: number;
  readonly takes: (atMs: number, inFlight: number) => boolean;
}

const concurrency = (limit: number, serviceMs = 50): Server => ({
  serviceMs,
  takes: (_, inFlight) => inFlight < limit,
});

/** A bucket of `burst` tokens, refilled at `perSecond`. */
function tokenBucket(perSecond: number, burst: number, serviceMs = 50): Server {
  let tokens = burst;
  let last = 0;
  return {
    serviceMs,
    takes(atMs) {
      tokens = Math.min(burst, tokens + ((atMs - last) * perSecond) / 1000);
      last = atMs;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}

/** At most `most` requests in each second of the clock. */
function fixedWindow(most: number, serviceMs = 50): Server {
  let second = -1;
  let taken = 0;
  return {
    serviceMs,
    takes(atMs) {
      if (Math.floor(atMs / 1000) !== second) {
        second = Math.floor(atMs / 1000);
        taken = 0;
      }
      taken += 1;
      return taken <= most;
    },
  };
}

/** Runs a round against a server in simulated time; returns what it showed and when it ended. */
function play(round: Round, server: Server, beginMs: number): { seen: RoundSeen; endMs: number } {
  const events = Array.from({ length: round.level }, (_, loop) => ({
    atMs: beginMs + round.restMs + (round.spreadMs * loop) / round.level,
    kind: 'send' as 'send' | 'accepted' | 'refused',
    loop,
  }));
  const got = Array.from({ length: round.level }, () => 0);
  const first = new Set<number>();
  let [inFlight, atServer, reached, accepted, refused, firstAccepted, endMs] = [0, 0, 0, 0, 0, 0, beginMs];
  while (events.length > 0) {
    events.sort((a, b) => a.atMs - b.atMs);
    const { atMs, kind, loop } = events.shift()!;
    endMs = atMs;
    if (kind === 'send') {
      if (refused > 0) continue;
      inFlight += 1;
      reached = Math.max(reached, inFlight);
      const taken = server.takes(atMs, atServer);
      if (taken) atServer += 1;
      events.push({ atMs: atMs + (taken ? server.serviceMs : 2), kind: taken ? 'accepted' : 'refused', loop });
      continue;
    }
    inFlight -= 1;
    if (kind === 'refused') refused += 1;
    else {
      atServer -= 1;
      accepted += 1;
      got[loop] = (got[loop] ?? 0) + 1;
      if (!first.has(loop)) firstAccepted += 1;
      if ((got[loop] ?? 0) < round.perLoop) events.push({ atMs: atMs + 1, kind: 'send', loop });
    }
    first.add(loop);
  }
  const ms = accepted > 0 ? server.serviceMs : 0;
  const seen: RoundSeen = {
    reached,
    inFlightAtRefusal: refused > 0 ? reached : 0,
    accepted,
    refused,
    firstAccepted,
    unknown: {},
    serverErrors: 0,
    durationMs: endMs - beginMs,
    serverMs: accepted * server.serviceMs,
    p50Ms: ms,
    p95Ms: ms,
  };
  return { seen, endMs };
}

function search(server: Server, settings: Partial<LimitSettings> = {}): LimitResult {
  let state = beginSearch(limitSettings({ maxLevel: 256, maxSaturatedMs: 1_000_000, ...settings }));
  let nowMs = 0;
  for (;;) {
    const step = nextStep(state);
    if (step.kind === 'done') return step.result;
    const { seen, endMs } = play(step.round, server, nowMs);
    state = observe(state, seen);
    nowMs = endMs + 5;
  }
}

describe('concurrency or rate', () => {
  test.each([1, 2, 3, 5, 17, 50, 128])('a server that holds %d at once: concurrency, and that number', (limit) => {
    const result = search(concurrency(limit));
    expect(result).toMatchObject({ value: limit, cause: 'concurrency', stopped: '' });
    expect(result.evidence).toContain(
      'on concurrency, not on the rate: many fast requests at half the level were accepted; after a rest, one more than the level was refused, at once and spread out',
    );
  });

  test('slow answers change nothing', () => {
    expect(search(concurrency(17, 900))).toMatchObject({ value: 17, cause: 'concurrency' });
  });

  test.each([
    // per second, burst: a bucket that is empty after the burst refuses whatever is in flight
    [1, 1],
    [5, 5],
    [10, 10],
    [10, 30],
    [50, 10],
    [50, 50],
    [100, 20],
    [200, 100],
    [1000, 60],
  ])('a token bucket of %d a second and a burst of %d: rate', (perSecond, burst) => {
    const result = search(tokenBucket(perSecond, burst));
    expect(result.cause).toBe('rate');
    expect(result.value).toBeNull();
  });

  test('what a limit on the rate let through at some time is told, though the search began anew below it', () => {
    const { low, high, evidence } = search(fixedWindow(60));
    expect(low).toBeGreaterThanOrEqual(8);
    expect(high).toBeGreaterThanOrEqual(low);
    expect(evidence[0]).toContain(`up to ${low} at once were accepted`);
  });

  test.each([5, 10, 20, 60, 300])('a window of %d requests a second: rate', (most) => {
    const result = search(fixedWindow(most));
    expect(result.cause).toBe('rate');
    expect(result.value).toBeNull();
  });

  test('a server without a limit: none, with how rare a refusal could still be', () => {
    const result = search({ serviceMs: 20, takes: () => true }, { maxLevel: 64 });
    expect(result).toMatchObject({ value: null, low: 64, high: null, cause: 'none' });
    expect(result.evidence[1]).toBe(
      'no refusal among 512 requests at 64 in flight: refusals there are rarer than 0.58 %, with 95 % confidence',
    );
  });
});
