import { describe, expect, it, vi } from 'vitest';
import { PromiseCache } from './promise-cache.js';

describe('PromiseCache', () => {
  it('does the work once for those who ask while it is going on, and for those who ask later', async () => {
    const cache = new PromiseCache<string>(2);
    const make = vi.fn(async () => 'done');
    expect(await Promise.all([cache.get('a', make), cache.get('a', make)])).toEqual(['done', 'done']);
    expect(await cache.get('a', make)).toBe('done');
    expect(make).toHaveBeenCalledTimes(1);
  });

  it('forgets the key that was not used for longest once the limit is passed', async () => {
    const cache = new PromiseCache<number>(2);
    let made = 0;
    const ask = (key: string) => cache.get(key, async () => ++made);
    await ask('a'); // 1
    await ask('b'); // 2
    await ask('a'); // known, and now younger than b
    await ask('c'); // 3, pushes b out
    expect(await ask('a')).toBe(1);
    expect(await ask('b')).toBe(4);
  });

  it('forgets a failure, so that the next one tries again', async () => {
    const cache = new PromiseCache<string>(2);
    await expect(cache.get('a', () => Promise.reject(new Error('no luck')))).rejects.toThrow('no luck');
    expect(await cache.get('a', async () => 'better')).toBe('better');
  });
});
