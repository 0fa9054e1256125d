import { expect, test } from 'vitest';
import { photoCheck } from './photo-check.js';

test('photos that cannot be judged here are told with the cure, once the first has come', async () => {
  let looked = 0;
  const check = photoCheck(async () => {
    looked += 1;
    return { available: false, reason: 'no decoder', cure: 'install it' };
  });
  expect([check.unjudged(), await check.known(), looked]).toEqual(['', '', 0]);
  check.came();
  check.came();
  const told = 'photos cannot be judged: no decoder; install it';
  expect([await check.known(), check.unjudged(), looked]).toEqual([told, told, 1]);
});

test('photos that can be judged are no matter', async () => {
  const check = photoCheck(async () => ({ available: true }));
  check.came();
  expect([await check.known(), check.unjudged()]).toEqual(['', '']);
});
