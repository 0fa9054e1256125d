import { expect, it } from 'vitest';
import { clockStep, timeSince } from './clock.js';

const begin = { wallMs: 1_000_000, monotonicMs: 50 };
const hour = 3_600_000;

it.each([
  // time of day after an hour             what is said
  [begin.wallMs + hour, ''],
  [begin.wallMs + hour + 1500, ''],
  [begin.wallMs + 25 * hour, 'set forward by 24 h'],
  [begin.wallMs - 2 * hour, 'set back by 3 h'],
  [begin.wallMs + hour + 60_000, 'set forward by 60 s'],
])('trust row 20: at %d it says "%s", and an hour is an hour', (wallMs, said) => {
  const end = { wallMs, monotonicMs: begin.monotonicMs + hour };
  if (said === '') expect(clockStep(begin, end)).toBe('');
  else expect(clockStep(begin, end)).toContain(said);
  expect(timeSince(begin, end)).toBe(begin.wallMs + hour);
});
