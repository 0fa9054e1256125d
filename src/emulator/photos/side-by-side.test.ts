import { expect, it } from 'vitest';
import { sideBySide } from './side-by-side.js';

it('never runs more than it may, keeps the order, and survives failures', async () => {
  const run = sideBySide(2);
  let running = 0;
  let most = 0;
  const order: number[] = [];
  const work = (n: number) => async () => {
    running += 1;
    most = Math.max(most, running);
    order.push(n);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    if (n % 3 === 0) throw new Error('failed');
    return n;
  };
  const ends = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => run(work(n))));
  expect(most).toBe(2);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(7);
});
