import { describe, expect, test } from 'vitest';
import { durationMs, number, oneOf, partMs, required, text, whole } from './environment.js';

describe('options from the environment', () => {
  test('unset and empty take the default', () => {
    expect(text({}, 'FACEGATE_SEED', 'x')).toBe('x');
    expect(text({ FACEGATE_SEED: '' }, 'FACEGATE_SEED', 'x')).toBe('x');
    expect(whole({ FACEGATE_COUNT: '' }, 'FACEGATE_COUNT', 5, 1)).toBe(5);
    expect(oneOf({}, 'FACEGATE_MODE', 'saturate', ['saturate', 'headroom'])).toBe('saturate');
  });

  test.each([
    ['10s', 10_000],
    ['500ms', 500],
    ['1m30s', 90_000],
    ['1.5h', 5_400_000],
    ['0s', 0],
  ])('the time %s is %d ms', (written, ms) => {
    expect(durationMs({ FACEGATE_DURATION: written }, 'FACEGATE_DURATION', '1s')).toBe(ms);
  });

  test.each([
    [() => whole({ V: '0' }, 'V', 5, 1), 'V is "0"; expected a whole number from 1 on, e.g. 5'],
    [() => whole({ V: '2.5' }, 'V', 1, 1, 3), 'V is "2.5"; expected a whole number from 1 to 3, e.g. 1'],
    [() => number({ V: 'fast' }, 'V', 10, 0.001), 'V is "fast"; expected a number from 0.001 on, e.g. 10'],
    [() => oneOf({ V: 'on' }, 'V', 'a', ['a', 'b']), 'V is "on"; expected one of a, b'],
    [() => durationMs({ V: '10' }, 'V', '30s'), 'V is "10"; expected a time with its unit, e.g. 30s'],
    [() => partMs({ V: '500ms' }, 'V', '5s'), 'V is "500ms"; expected 1s or more, e.g. 5s'],
    [() => partMs({ V: '0s' }, 'V', '5s'), 'V is "0s"; expected 1s or more, e.g. 5s'],
    [() => partMs({ V: '1ms' }, 'V', '5s', true), 'V is "1ms"; expected 1s or more, or 0s to leave it out, e.g. 5s'],
    [() => required({}, 'V', 'a key'), 'V is not set; expected a key. Set it in the environment'],
  ])('a value of no use is named with what is expected: case %#', (read, message) => {
    expect(read).toThrow(message);
  });
});
