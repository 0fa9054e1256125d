import { describe, expect, it } from 'vitest';
import { dealt, readSegmentation, type Share, WHOLE } from './execution-segment.js';

function firstOf(share: Share, count: number): number[] {
  return Array.from({ length: count }, (_, n) => share.nth(n));
}

describe('a segment owns', () => {
  it.each([
    ['', '', [0, 1, 2, 3]], //                                  no segment: everything
    ['0:1/2', '', [0, 2, 4, 6]],
    ['1/2:1', '', [1, 3, 5, 7]],
    ['1/4:1/2', '', [3, 7, 11, 15]], //                         beside a quarter and a half
    ['0:1/3', '0,1/3,2/3,1', [0, 3, 6, 9]],
    ['25%:50%', '0,0.25,0.5,0.75,1', [1, 5, 9, 13]], //         any way to write a fraction
  ])('%s of %s: %j', (segment, sequence, expected) => {
    expect(firstOf(readSegmentation(segment, sequence).share, 4)).toEqual(expected);
  });

  it('iterations by what its VUs are: 3 of 5 VUs own 0, 2, 4 of every 5', () => {
    const share = readSegmentation('0:1/2', '').byVus(5).share;
    expect(firstOf(share, 7)).toEqual([0, 2, 4, 5, 7, 9, 10]);
    expect(share.count(11)).toBe(7);
  });
});

describe('all parts together', () => {
  it.each([1, 2, 7, 10, 99, 1000])('own each of %d indexes exactly once', (total) => {
    const sequence = '0,1/10,1/2,3/4,1';
    const cuts = sequence.split(',');
    const owned: number[] = [];
    for (let i = 0; i + 1 < cuts.length; i++) {
      const segment = readSegmentation(`${cuts[i]}:${cuts[i + 1]}`, sequence).share;
      for (let thread = 0; thread < 3; thread++) {
        const share = dealt(segment, thread, 3);
        owned.push(...firstOf(share, share.count(total)));
      }
    }
    expect(owned.sort((a, b) => a - b)).toEqual(firstOf(WHOLE, total));
  });
});

describe('what does not fit', () => {
  it.each([
    ['1/2:1/4', '', 'expected FROM:TO with FROM below TO'],
    ['x', '', '"x" is no part of the whole'],
    ['0:1/2', '0,1/3,1', 'is not in the sequence'],
    ['0:1/2', '0,1/2,1/4,1', 'expected rising cuts'],
  ])('%s in %s: %s', (segment, sequence, message) => {
    expect(() => readSegmentation(segment, sequence)).toThrow(message);
  });
});
