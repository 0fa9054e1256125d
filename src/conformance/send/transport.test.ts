import { describe, expect, it } from 'vitest';
import { isLoopbackHost } from '../../network/loopback.js';
import { plainHttpRefusal } from './transport.js';

describe('endpoint.https: plain HTTP', () => {
  it.each([
    // sent as plain HTTP without being asked
    ['http://localhost:8080', true],
    ['http://127.0.0.1', true],
    ['http://127.8.9.10:1', true],
    ['http://2130706433', true], // 127.0.0.1 in one number: a URL parser writes it out
    ['http://[::1]:8080', true],
    ['https://api.megvii.com', true],
    // refused
    ['http://api.megvii.com', false],
    ['http://10.0.0.1', false],
    ['http://0.0.0.0', false],
    ['http://128.0.0.1', false],
    ['http://localhost.example.com', false],
    ['http://127.0.0.1.example.com', false],
    ['http://[::2]', false],
  ])('%s may be sent: %s', (url, may) => {
    expect(plainHttpRefusal(url, false) === undefined).toBe(may);
    expect(plainHttpRefusal(url, true)).toBeUndefined();
  });

  it('the refusal names host, rule and cure, and nothing else of the URL', () => {
    const text = plainHttpRefusal('http://user:hidden@test.example:80/x?y=hidden', false);
    expect(text).toMatch(/test\.example.*endpoint\.https.*https:\/\/.*allow_http: true/);
    expect(text).not.toContain('hidden');
  });
});

it('a host that only looks like this machine is not', () => {
  expect(['localhost', '127.0.0.1', '[::1]'].map(isLoopbackHost)).toEqual([true, true, true]);
  expect(['127.0.0.1.nip.io', 'xlocalhost', '[::]', ''].map(isLoopbackHost)).toEqual([false, false, false, false]);
});
