import { expect, it } from 'vitest';
import { quoted } from './failure.js';

it('trust row 1: of a long text of a server only whole words are shown, so that no half of a secret is left', () => {
  const secret = 'Zq7-secret-value-of-32-characters';
  for (let at = 0; at < 80; at++) {
    const shown = quoted(`${'ab '.repeat(at).slice(0, at)}${secret} and more${'.'.repeat(90)}`);
    if (!shown.includes(secret)) expect(shown).not.toContain(secret.slice(0, 8));
  }
  expect(quoted(secret.slice(0, 20), { open: true })).toBe('"Zq7-sec"…');
  expect(quoted('HTTP/2', { open: true })).toBe('"HTTP/2"…');
  expect(quoted('HTTP/9 nothing\u0007')).toBe('"HTTP/9 nothing\\u0007"');
  expect(quoted(Buffer.from('姓名').toString('latin1'))).toBe('"姓名"');
});
