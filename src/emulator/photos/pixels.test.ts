import { describe, expect, it } from 'vitest';
import { type Pixels, turnByQuarter } from './pixels.js';

/** One letter a pixel. */
const picture = (...rows: string[]): Pixels => ({
  data: Uint8Array.from(rows.join(''), (letter) => letter.charCodeAt(0)).reduce(
    (rgb, value, i) => rgb.fill(value, i * 3, i * 3 + 3),
    new Uint8Array(rows.join('').length * 3),
  ),
  width: rows[0]!.length,
  height: rows.length,
});

describe('turnByQuarter', () => {
  it('turns clockwise: the first column, read upwards, becomes the first row', () => {
    expect(turnByQuarter(picture('abc', 'def'))).toEqual(picture('da', 'eb', 'fc'));
  });

  it('gives the picture back after four quarters', () => {
    const start = picture('abc', 'def');
    expect([1, 2, 3, 4].reduce(turnByQuarter, start)).toEqual(start);
  });
});
