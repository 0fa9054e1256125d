import { expect, it } from 'vitest';
import { createRedactor } from '../../output/redactor.js';
import { shortened } from './shortened.js';

const SECRET = 'Zq7-secret-value-of-32-characters';
const redactor = createRedactor([
  { kind: 'api_secret', value: SECRET },
  { kind: 'photo', value: Buffer.alloc(9000, 'photo') },
]);

it.each([0, 3990, 3999, 11_980, 15_980, 15_999])('trust row 1: no part of a secret that begins at %i is left', (at) => {
  const text = `${'.'.repeat(at)}${SECRET}${'.'.repeat(1_000_000)}`;
  const left = shortened(text, redactor);
  expect(left.length).toBeLessThanOrEqual(4000);
  expect(left).not.toContain(SECRET.slice(0, 4));
});

it('trust row 1: nor when what stands before it shrinks to a few characters', () => {
  const photo = Buffer.alloc(9000, 'photo').toString('base64');
  for (const cut of [4, 10, 20, 30]) {
    const before = `"${photo}" `;
    const text = `${before}${'.'.repeat(16_000 - before.length - cut)}${SECRET}`;
    expect(shortened(text, redactor)).not.toContain(SECRET.slice(0, 4));
  }
});

it('trust row 25: a text of 50 MB takes no longer than its beginning', () => {
  expect(shortened('\\u0041'.repeat(8_000_000), redactor)).toHaveLength(4000);
});
