import { describe, expect, test } from 'vitest';
import { latencyRecord } from './latency-record.js';
import { readSamples, requestsOf } from './samples.js';

const BEGIN_MS = Date.UTC(2026, 0, 2, 3, 4, 5);

function point(metric: string, value: number, tags: object, atMs = BEGIN_MS): string {
  const time = new Date(atMs).toISOString();
  return JSON.stringify({ metric, type: 'Point', data: { time, value, tags } });
}

async function* lines(...all: string[]): AsyncGenerator<string> {
  yield* all;
}

const ok = { outcome: 'ok', phase: 'measure' };

describe('the samples of a run', () => {
  test('requests by outcome, the warm-up apart, and those over each limit counted exactly', async () => {
    const samples = await readSamples(
      lines(
        point('facegate_wall', 9999, { outcome: 'ok', phase: 'warmup' }),
        point('facegate_wall', 299.999, ok),
        point('facegate_wall', 300, ok),
        point('facegate_wall', 300.001, ok),
        point('facegate_wall', 1000, { outcome: 'unanswered', phase: 'measure' }),
        point('facegate_wall', 2, { outcome: 'refused', phase: 'measure' }),
        point('facegate_server', 250, ok),
        point('facegate_network', 50, ok),
        point('dropped_iterations', 2, { phase: 'measure' }),
        point('dropped_iterations', 7, { phase: 'warmup' }),
        point('iteration_start_lag', 3, { phase: 'measure' }),
        '',
        point('facegate_wall', 1, ok).slice(0, 50),
      ),
      [300, 800],
    );
    expect(samples).toMatchObject({ warmup: 1, dropped: 2, torn: 1 });
    expect(samples.outcomes).toEqual({ ok: 3, refused: 1, rejected: 0, 'server-error': 0, unanswered: 1, garbled: 0 });
    expect(requestsOf(samples)).toBe(5);
    expect([...samples.over]).toEqual([
      [300, 1],
      [800, 0],
    ]);
    expect([samples.wall.count, samples.server.max, samples.network.max, samples.lag.max]).toEqual([3, 250, 50, 3]);
  });

  test('two samples make a record with two bars and no interval', async () => {
    const record = latencyRecord(
      await readSamples(lines(point('facegate_wall', 20, ok), point('facegate_wall', 90, ok)), []),
    );
    expect(record).toMatchObject({ requests: 2, warmup: 0, dropped: 0, shares: null, startLag: null });
    expect(record.histogram.map(({ count }) => count)).toEqual([1, 1]);
    expect(record.percentiles[0]).toEqual({ percentile: 50, ms: 20, low: null, high: null });
    expect(record.series).toEqual([
      { atSeconds: 0, requests: 2, ok: 2, refused: 0, failed: 0, dropped: 0, p50Ms: 20, p95Ms: 90, maxMs: 90 },
    ]);
  });

  test('no samples make an empty record', async () => {
    const record = latencyRecord(await readSamples(lines(), []));
    expect(record).toMatchObject({ requests: 0, histogram: [], percentiles: [], series: [], shares: null });
  });

  test('many samples over hours keep their figures within 0.2 % in a record of bounded size', async () => {
    async function* many(): AsyncGenerator<string> {
      for (let i = 0; i < 100_000; i += 1) {
        yield point('facegate_wall', 10 + (i % 1000), ok, BEGIN_MS + i * 200);
        yield point('facegate_server', 5 + (i % 1000), ok);
        yield point('facegate_network', 5, ok);
      }
    }
    const samples = await readSamples(many(), [959]);
    const record = latencyRecord(samples);
    expect(record.requests).toBe(100_000);
    // Of 0..999 + 10 the values 960..1009 are over 959.
    expect(samples.over.get(959)).toBe(5000);
    const p99 = record.percentiles.find(({ percentile }) => percentile === 99)!;
    expect(Math.abs(p99.ms - 999)).toBeLessThan(2.1);
    expect(p99.low).toBeLessThanOrEqual(p99.ms);
    expect(p99.high).toBeGreaterThanOrEqual(p99.ms);
    expect(record.histogram.length).toBeLessThanOrEqual(125);
    expect(record.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(100_000);
    expect(record.series.length).toBeLessThanOrEqual(600);
    expect(record.series.reduce((sum, { requests }) => sum + requests, 0)).toBe(100_000);
    // 20,000 seconds in at most 600 points: 64 seconds each.
    expect(record.intervalSeconds).toBe(64);
    expect(record.shares?.server.mean).toBeCloseTo(504.5, 6);
  });
});
