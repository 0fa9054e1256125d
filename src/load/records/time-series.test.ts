import { describe, expect, test } from 'vitest';
import { TimeSeries } from './time-series.js';

describe('requests over time', () => {
  test('second by second, the empty ones too', () => {
    const series = new TimeSeries();
    series.addRequest(10_000, 'ok', 20);
    series.addRequest(10_500, 'refused', 1);
    series.addRequest(12_100, 'server-error', 3);
    series.addDropped(12_200, 4);
    expect(series.points()).toMatchObject([
      { atSeconds: 0, requests: 2, ok: 1, refused: 1, failed: 0, p50Ms: 20 },
      { atSeconds: 1, requests: 0, p50Ms: null },
      { atSeconds: 2, requests: 1, ok: 0, failed: 1, dropped: 4, maxMs: null },
    ]);
  });

  test('a sample that comes late belongs to its own second, one before the first to the first', () => {
    const series = new TimeSeries();
    series.addRequest(5000, 'ok', 1);
    series.addRequest(7000, 'ok', 1);
    series.addRequest(6000, 'ok', 1);
    series.addRequest(4000, 'ok', 1);
    expect(series.points().map(({ requests }) => requests)).toEqual([2, 1, 1]);
  });

  test('a jump of the clock by a year is one wide gap, not a full memory', () => {
    const series = new TimeSeries();
    series.addRequest(0, 'ok', 1);
    series.addRequest(365 * 86_400_000, 'ok', 1);
    expect(series.points().length).toBeLessThanOrEqual(600);
    expect(series.points().reduce((sum, { requests }) => sum + requests, 0)).toBe(2);
  });
});
