import { describe, expect, it } from 'vitest';
import { between, count, duration, instant } from './format.js';

describe('format', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [1234567, '1,234,567'],
  ])('sets off thousands: %d', (value, expected) => {
    expect(count(value)).toBe(expected);
  });

  it.each([
    [0, '0 ms'],
    [839.6, '840 ms'],
    [31_512, '31.5 s'],
    [59_949, '59.9 s'],
    [59_950, '1 min 00 s'],
    [245_000, '4 min 05 s'],
    [7_380_000, '2 h 03 min'],
    [-1, '–'], // a clock that was set back
    [Number.NaN, '–'],
  ])('reads %d ms as a person does', (ms, expected) => {
    expect(duration(ms)).toBe(expected);
  });

  it('takes the span between two instants', () => {
    expect(between('2026-11-24T14:02:00.000Z', '2026-11-24T14:02:31.512Z')).toBe(31_512);
  });

  it.each([
    ['2026-11-24T14:02:00.123Z', '2026-11-24 14:02:00 UTC'],
    ['2026-11-24T14:02:00Z', '2026-11-24 14:02:00 UTC'],
    ['yesterday', 'yesterday'],
  ])('shows the instant %s', (iso, expected) => {
    expect(instant(iso)).toBe(expected);
  });
});
