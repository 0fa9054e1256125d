import { describe, expect, it } from 'vitest';
import type { SeriesPoint } from '../../records/load-types.js';
import { stretches } from './outcomes.js';

const point = (atSeconds: number, over: Partial<SeriesPoint> = {}): SeriesPoint => ({
  atSeconds,
  requests: 10,
  ok: 7,
  refused: 2,
  failed: 1,
  dropped: 3,
  p50Ms: 1,
  p95Ms: 2,
  maxMs: 3,
  ...over,
});

describe('stretches', () => {
  it('leaves a short series as it is', () => {
    expect(stretches([point(0), point(5)], 5, 60)).toEqual([
      { atSeconds: 0, seconds: 5, requests: 10, ok: 7, refused: 2, failed: 1, dropped: 3 },
      { atSeconds: 5, seconds: 5, requests: 10, ok: 7, refused: 2, failed: 1, dropped: 3 },
    ]);
  });

  it('adds neighbours up until there are few enough; the last one is as long as what is left', () => {
    const series = Array.from({ length: 7 }, (_, index) => point(index));
    expect(stretches(series, 1, 3).map(({ atSeconds, seconds, ok }) => [atSeconds, seconds, ok])).toEqual([
      [0, 3, 21],
      [3, 3, 21],
      [6, 1, 7],
    ]);
  });

  it('has none of nothing', () => {
    expect(stretches([], 1, 60)).toEqual([]);
  });
});
