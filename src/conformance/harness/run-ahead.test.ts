import { expect, it } from 'vitest';
import { runAhead } from './run-ahead.js';

/** Jobs that end when they are told to, and the order in which they began. */
function jobs(count: number) {
  const begun: number[] = [];
  const ends = new Map<number, (value: string) => void>();
  const all = Array.from({ length: count }, (_, place) => () => {
    begun.push(place);
    return new Promise<string>((resolve) => ends.set(place, resolve));
  });
  const end = async (place: number) => {
    ends.get(place)?.(`job ${place}`);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { all, begun, end };
}

it('so many jobs are under way at a time, in their order, and each is begun once', async () => {
  const { all, begun, end } = jobs(5);
  const ahead = runAhead(all, 2);
  expect(begun).toEqual([]);
  const first = ahead(0);
  expect(begun).toEqual([0, 1]);
  await end(1);
  expect(begun).toEqual([0, 1, 2]);
  await end(0);
  expect(begun).toEqual([0, 1, 2, 3]);
  expect(await first).toBe('job 0');
  expect(await ahead(1)).toBe('job 1');
  for (const place of [2, 3, 4]) await end(place);
  expect(await Promise.all([ahead(4), ahead(2), ahead(3)])).toEqual(['job 4', 'job 2', 'job 3']);
  expect(begun).toEqual([0, 1, 2, 3, 4]);
});

it('jobs that mostly wait take the place of none', async () => {
  const { all, begun, end } = jobs(5);
  const ahead = runAhead(all, 2, (place) => place >= 3);
  void ahead(0);
  expect(begun).toEqual([3, 4, 0, 1]);
  await end(1);
  expect(begun).toEqual([3, 4, 0, 1, 2]);
});

it('one at a time, each begins at its turn', async () => {
  const { all, begun, end } = jobs(2);
  const ahead = runAhead(all, 1);
  void ahead(0);
  await end(0);
  expect(begun).toEqual([0]);
  void ahead(1);
  expect(begun).toEqual([0, 1]);
});

it('a worker that takes over begins with the job that is its turn', () => {
  const { all, begun } = jobs(4);
  void runAhead(all, 2, (place) => place === 0)(2);
  expect(begun).toEqual([2, 3]);
});

it('a job that fails ahead of its turn fails at its turn, and holds up no other', async () => {
  const ahead = runAhead(
    [
      async () => 'fine',
      async () => {
        throw new Error('broken');
      },
      async () => 'also fine',
    ],
    2,
  );
  expect(await ahead(0)).toBe('fine');
  await new Promise((resolve) => setImmediate(resolve));
  await expect(ahead(1)).rejects.toThrow('broken');
  expect(await ahead(2)).toBe('also fine');
});
