import { describe, expect, it } from 'vitest';
import { onVirtualClock } from './virtual-clock.js';

const hours = (count: number) => new Promise((resolve) => setTimeout(resolve, count * 3_600_000));

describe('the virtual clock', () => {
  it('lets hours pass at once, exactly, on every clock alike', async () => {
    const passed = await onVirtualClock(async () => {
      const [wall, monotonic, high] = [Date.now(), performance.now(), process.hrtime.bigint()];
      await hours(5);
      return [Date.now() - wall, performance.now() - monotonic, Number(process.hrtime.bigint() - high) / 1e6];
    });
    expect(passed).toEqual([18_000_000, 18_000_000, 18_000_000]);
  });

  it('gives the real clock back, also after a failure', async () => {
    await expect(onVirtualClock(() => hours(1).then(() => Promise.reject(new Error('broken'))))).rejects.toThrow(
      'broken',
    );
    const begun = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(performance.now() - begun).toBeGreaterThan(15);
  });
});
