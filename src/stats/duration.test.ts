import { expect, it } from 'vitest';
import { parseDuration } from './duration.js';

it.each([
  ['30s', 30_000],
  ['500ms', 500],
  ['1h30m', 5_400_000],
  ['7d', 604_800_000],
  ['0.5s', 500],
  ['0s', 0],
  ['1h2m3s4ms', 3_723_004],
  ['250us', 0.25],
  ['250µs', 0.25],
  ['1ns', 1e-6],
  ['30', undefined],
  ['s', undefined],
  ['1w', undefined],
  ['-1s', undefined],
  ['1s ', undefined],
  ['', undefined],
])('%s is %s ms', (text, ms) => expect(parseDuration(text)).toBe(ms));
