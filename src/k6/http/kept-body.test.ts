import { describe, expect, it } from 'vitest';
import { KeptBody, LARGEST_BODY } from './kept-body.js';

const MEGABYTE = Buffer.alloc(1024 * 1024);

/** Adds megabytes until there is no more room; their number. */
function fill(body: KeptBody, most = 1000): number {
  let added = 0;
  while (added < most && body.add(MEGABYTE, 0, MEGABYTE.length)) added += 1;
  return added;
}

describe('trust row 25: the bodies on their way are bounded', () => {
  it('each by itself, and gives its room back', () => {
    const body = new KeptBody();
    for (let round = 0; round < 5; round += 1) expect(fill(body)).toBe(LARGEST_BODY / MEGABYTE.length - 1);
    expect(body.take()).toHaveLength(0);
  });

  it('all together, but small ones always fit', () => {
    const large = Array.from({ length: 10 }, () => new KeptBody());
    const added = large.map((body) => fill(body, 20));
    expect(added.slice(0, 3)).toEqual([20, 20, 20]);
    expect(added.slice(3).every((count) => count < 20)).toBe(true);
    const small = new KeptBody();
    expect(small.add(Buffer.alloc(100_000), 0, 100_000)).toBe(true);
    expect(small.take()).toHaveLength(100_000);
    for (const body of large) body.clear();
    expect(fill(new KeptBody(), 20)).toBe(20);
  });

  it('also in crumbs, which take more than their bytes', () => {
    const body = new KeptBody();
    let crumbs = 0;
    while (body.add(MEGABYTE, 0, 1)) crumbs += 1;
    expect(crumbs).toBeLessThan(300_000);
  });
});
