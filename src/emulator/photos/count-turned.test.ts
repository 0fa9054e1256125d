import { describe, expect, it } from 'vitest';
import { countFacesIn, countWhenTurned } from './count-turned.js';

const wide = { data: new Uint8Array(2 * 3), width: 2, height: 1 };

describe('countFacesIn', () => {
  it('counts scores from 0.5 on', () => {
    expect(countFacesIn([])).toBe(0);
    expect(countFacesIn([0.99, 0.5, 0.499])).toBe(2);
  });
});

describe('countWhenTurned', () => {
  it.each([
    // counts at 90, 180, 270 degrees; the answer; how many turns were looked at
    [[1, 0, 0], 1, 1],
    [[0, 2, 1], 2, 2],
    [[0, 0, 3], 3, 3],
    [[0, 0, 0], 0, 3],
  ])('counts %j: takes the first above 0', async (counts, faces, looks) => {
    const seen: number[] = [];
    const count = async ({ width }: { width: number }) => counts[seen.push(width) - 1]!;
    expect(await countWhenTurned(wide, count)).toBe(faces);
    expect(seen).toEqual([1, 2, 1].slice(0, looks));
  });
});
