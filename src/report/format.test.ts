import { describe, expect, it } from 'vitest';
import { between, compact, count, duration, figure, instant, millis, percent, range, unbroken } from './format.js';

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

  it.each([
    [0, '0 ms'],
    [0.042, '0.04 ms'],
    [9.44, '9.4 ms'],
    [9.96, '10 ms'],
    [212.4, '212 ms'],
    [1204, '1,204 ms'],
    [9999.6, '10.0 s'],
    [Number.NaN, '–'],
  ])('gives milliseconds to the figures that count: %d', (value, expected) => {
    expect(millis(value)).toBe(expected);
  });

  it.each([
    [100, '100 %'],
    [99.9, '99.9 %'],
    // Only the whole reads 100.
    [99.99996, '99.999 %'],
    [0, '0 %'],
  ])('gives a percentage: %d', (value, expected) => {
    expect(percent(value)).toBe(expected);
  });

  it.each([
    ['208 ms', '217 ms', '208–217 ms'],
    ['99.872 %', '100 %', '99.872–100 %'],
    ['980 ms', '12.4 s', '980 ms – 12.4 s'],
  ])('says a shared unit once: %s, %s', (low, high, expected) => {
    expect(range(low, high)).toBe(expected);
  });

  it.each([
    [13_000, '13,000'],
    [-13_000, '-13,000'],
    [200.0234, '200.02'],
    [0.99971, '0.9997'],
  ])('gives a figure of any kind: %d', (value, expected) => {
    expect(figure(value)).toBe(expected);
  });

  it.each([
    [950, '950'],
    [4000, '4,000'],
    [12_000, '12k'],
    [1_500_000, '1.5M'],
    [0.4, '0.4'],
  ])('is short on an axis: %d', (value, expected) => {
    expect(compact(value)).toBe(expected);
  });

  it.each([
    ['in 3 min 46 s, 885 sent', 'in 3_min_46_s, 885 sent'],
    ['95 % interval 65–101 ms, n = 101', '95_% interval 65–101_ms, n = 101'],
    ['5 scenarios, 2 hours', '5 scenarios, 2 hours'],
  ])('keeps a number and its unit on one line: %s', (text, expected) => {
    expect(unbroken(text).replaceAll('\u00a0', '_')).toBe(expected);
  });
});
