import { describe, expect, it } from 'vitest';
import { TrendSink } from './trend-sink.js';

function exactQuantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = p * (sorted.length - 1);
  const below = Math.floor(rank);
  const low = sorted[below]!;
  return low + ((sorted[below + 1] ?? low) - low) * (rank - below);
}

/** A fixed pseudo-random sequence in [0, 1). */
function* noise(seed: number): Generator<number> {
  let state = seed;
  for (;;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}

function spread(count: number, seed = 7): number[] {
  const random = noise(seed);
  return Array.from({ length: count }, () => Math.exp(12 * random.next().value! - 5));
}

describe('a few samples', () => {
  it('are kept as they are', () => {
    const sink = new TrendSink();
    for (const value of [3, 1, 2, 100]) sink.add(value);
    expect([sink.min, sink.quantile(0.5), sink.quantile(0.9), sink.max, sink.mean]).toEqual([
      1,
      2.5,
      exactQuantile([1, 2, 3, 100], 0.9),
      100,
      26.5,
    ]);
  });

  it('may be none: everything reads 0', () => {
    const sink = new TrendSink();
    expect([sink.quantile(0), sink.quantile(0.5), sink.quantile(1), sink.mean]).toEqual([0, 0, 0, 0]);
  });
});

describe('many samples', () => {
  const values = spread(50_000);
  const sink = new TrendSink();
  for (const value of values) sink.add(value);

  it.each([0.001, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999])('keep quantile %d to 0.1 %%', (p) => {
    const exact = exactQuantile(values, p);
    expect(Math.abs(sink.quantile(p) - exact) / exact).toBeLessThan(0.001);
  });

  it('keep count, minimum, maximum and sum exactly', () => {
    expect([sink.count, sink.min, sink.max]).toEqual([values.length, Math.min(...values), Math.max(...values)]);
    expect(sink.sum).toBeCloseTo(
      values.reduce((sum, value) => sum + value, 0),
      3,
    );
  });

  it('take no more memory when there are more of them', () => {
    const before = sink.values().length;
    for (const value of values) sink.add(value);
    expect(sink.values().length).toBe(before);
  });
});

describe('numbers of every kind', () => {
  it('stay in order: negative, zero, tiny and huge', () => {
    const sink = new TrendSink();
    const kinds = [-1e9, -5, -0.001, 0, 1e-12, 0.5, 3, 1e15];
    for (let round = 0; round < 300; round++) for (const value of kinds) sink.add(value);
    kinds.forEach((value, index) => {
      const seen = sink.quantile((index * 300 + 150) / (sink.count - 1));
      expect(Math.abs(seen - value)).toBeLessThanOrEqual(Math.abs(value) * 0.001);
    });
  });
});

describe('merging', () => {
  it('comes to the same as one sink for all, however the samples were dealt', () => {
    const values = spread(5000, 3);
    const whole = new TrendSink();
    const merged = new TrendSink();
    const parts = [new TrendSink(), new TrendSink(), new TrendSink()];
    values.forEach((value, index) => {
      whole.add(value);
      parts[index % 3]!.add(value);
      if (index % 700 === 0) for (const part of parts) merged.merge(part.drain());
    });
    for (const part of parts) merged.merge(part.drain());
    expect(merged.count).toBe(whole.count);
    for (const p of [0, 0.25, 0.5, 0.95, 1]) expect(merged.quantile(p)).toBe(whole.quantile(p));
  });

  it('stays exact while there are few', () => {
    const [a, b, sum] = [new TrendSink(), new TrendSink(), new TrendSink()];
    a.add(1);
    b.add(2);
    sum.merge(a.drain());
    sum.merge(b.drain());
    expect(sum.quantile(0.5)).toBe(1.5);
  });

  it('leaves a drained sink empty', () => {
    const sink = new TrendSink();
    for (const value of spread(2000)) sink.add(value);
    sink.drain();
    expect([sink.count, sink.values()]).toEqual([0, []]);
  });
});
