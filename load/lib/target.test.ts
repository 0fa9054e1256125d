import { describe, expect, test } from 'vitest';
import { accountFrom, targetFrom } from './target.js';

describe('the target of a load script', () => {
  test.each([
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080', true],
    ['http://localhost', 'http://localhost', true],
    ['http://[::1]:9', 'http://[::1]:9', true],
    ['https://api.megvii.com', 'https://api.megvii.com', false],
    ['https://127.0.0.1.example.com', 'https://127.0.0.1.example.com', false],
  ])('%s: loopback %#', (given, url, loopback) => {
    expect(targetFrom({ FACEGATE_URL: given })).toMatchObject({ url, loopback });
  });

  test('plain HTTP to another machine is refused unless allowed', () => {
    const env = { FACEGATE_URL: 'http://api.megvii.com' };
    expect(() => targetFrom(env)).toThrow('FACEGATE_URL is plain HTTP to another machine');
    expect(targetFrom({ ...env, FACEGATE_ALLOW_HTTP: '1' }).url).toBe('http://api.megvii.com');
  });

  test.each(['api.megvii.com', 'ftp://x', 'http://user:s3cret@127.0.0.1', 'https://'])(
    '%s is no address, and is not repeated in the message',
    (url) => {
      const read = () => targetFrom({ FACEGATE_URL: url });
      expect(read).toThrow('FACEGATE_URL is no address');
      expect(read).not.toThrow('s3cret');
    },
  );

  test('what is missing is named', () => {
    expect(() => targetFrom({})).toThrow('FACEGATE_URL is not set');
    expect(() => accountFrom({ FACEGATE_API_KEY: 'k' })).toThrow(
      'FACEGATE_API_SECRET is not set; expected the secret of the account',
    );
  });
});
