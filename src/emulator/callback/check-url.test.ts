import { describe, expect, test } from 'vitest';
import { checkCallbackUrl } from './check-url.js';

describe('trust row 6: without an allowance', () => {
  test.each([
    'http://127.0.0.1:8028/notify',
    'http://127.1.2.3/',
    'https://127.0.0.1?x=1',
    'http://localhost:8028/notify',
    'HTTP://LOCALHOST/',
  ])('%s is loopback', (url) => {
    expect(checkCallbackUrl(url, [])).toMatchObject({ kind: 'allowed', by: 'loopback' });
  });

  // [address, part of the reason]
  test.each([
    ['http://169.254.169.254/latest/meta-data', 'not loopback'],
    ['http://10.0.0.1/', 'not loopback'],
    ['http://192.168.1.1/', 'not loopback'],
    ['http://0.0.0.0/', 'not loopback'],
    ['http://[::1]:8028/', 'not loopback'],
    ['http://[::ffff:7f00:1]/', 'not loopback'],
    ['http://example.org/', 'not loopback'],
    ['http://localhost.example.org/', 'not loopback'],
    ['http://127.0.0.1.example.org/', 'not loopback'],
    // Who reads these sees loopback; a browser would go to example.org.
    ['http://127.0.0.1@example.org/', 'user name'],
    ['http://127.0.0.1:80@example.org/', 'user name'],
    ['http://user:word@127.0.0.1/', 'user name'],
    // All of these are 127.0.0.1 to a URL parser.
    ['http://2130706433/', 'odd form'],
    ['http://0x7f000001/', 'odd form'],
    ['http://0x7f.1/', 'odd form'],
    ['http://0177.0.0.1/', 'odd form'],
    ['http://127.1/', 'odd form'],
    ['http://127.0.0.1./', 'odd form'],
    ['http://%3127.0.0.1/', 'odd form'],
    ['http://１２７.0.0.1/', 'odd form'],
    ['http://[0:0::1]/', 'odd form'],
    ['http://[::ffff:127.0.0.1]/', 'odd form'],
    // What a URL parser repairs is not what is written.
    ['http:\\\\127.0.0.1/', 'not an absolute'],
    ['http://127.0.0.1\\@example.org/', 'not an absolute'],
    ['http:127.0.0.1', 'not an absolute'],
    ['http:///127.0.0.1', 'not an absolute'],
    ['http://127.0.\t0.1/', 'not an absolute'],
    [' http://127.0.0.1/', 'not an absolute'],
    ['//127.0.0.1/', 'not an absolute'],
    ['ftp://127.0.0.1/', 'not an absolute'],
    ['file:///etc/passwd', 'not an absolute'],
    ['javascript:alert(1)', 'not an absolute'],
    ['gopher://127.0.0.1/', 'not an absolute'],
    ['', 'not an absolute'],
  ])('%s is refused', (url, reason) => {
    expect(checkCallbackUrl(url, [])).toMatchObject({ kind: 'refused', reason: expect.stringContaining(reason) });
  });
});

describe('trust row 6: with hosts allowed by name', () => {
  test.each([
    ['http://[::1]:8028/', '::1'],
    ['http://[::1]:8028/', '[::1]'],
    ['https://callbacks.example.org/notify', 'Callbacks.Example.org'],
    ['http://10.0.0.1/', '10.0.0.1'],
  ])('%s is allowed by "%s"', (url, allowed) => {
    expect(checkCallbackUrl(url, [allowed])).toMatchObject({ kind: 'allowed', by: 'name' });
  });

  test('a part of a name or a longer one is not', () => {
    for (const url of [
      'http://example.org/',
      'http://a.callbacks.example.org/',
      'http://callbacks.example.org.evil.org/',
    ]) {
      expect(checkCallbackUrl(url, ['callbacks.example.org']).kind).toBe('refused');
    }
  });
});
