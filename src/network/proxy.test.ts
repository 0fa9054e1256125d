import { expect, it } from 'vitest';
import { checkProxy, proxySecrets, proxyTo, proxyVariables } from './proxy.js';

it.each([
  ['http://proxy.example:3128', 'http://proxy.example:3128'],
  ['HTTP://Proxy.Example:3128/', 'http://proxy.example:3128'],
  ['http://me:p%40ss@[::1]:3128', 'http://me:p%40ss@[::1]:3128'],
])('trust row 30: %s is a proxy', (text, proxy) => {
  expect(checkProxy(text)).toEqual({ kind: 'proxy', proxy });
});

it.each([
  ['proxy.example:3128', /^is no address of a proxy, as it has no http:\/\//],
  ['socks5://hidden@proxy.example', /^has the scheme socks5, and only/],
  ['https://proxy.example:3128', /^has the scheme https, and only/],
  ['http://me:hid/den@proxy.example', /^(is no valid address|holds more than)/],
  ['http://me:hidden%@proxy.example', /^holds a "%"/],
  ['http://proxy.example/hidden', /^holds more than a host and a port/],
  ['http://proxy.example?hidden', /^holds more than/],
  ['http:// hidden', /^is no valid/],
])('trust row 30: %s is none, and nothing of it is shown', (text, problem) => {
  const checked = checkProxy(text);
  expect(checked).toEqual({ kind: 'problem', problem: expect.stringMatching(problem) });
  expect(checked).toEqual({
    kind: 'problem',
    problem: expect.stringMatching(/write e\.g\. http:\/\/proxy\.example:3128$/),
  });
  expect(JSON.stringify(checked)).not.toContain('hidden');
});

it('trust row 30: no host of this machine is reached through a proxy', () => {
  const proxy = 'http://proxy.example:3128';
  for (const host of ['localhost', '127.0.0.1', '127.1.2.3', '[::1]']) expect(proxyTo(host, proxy)).toBeNull();
  expect(proxyTo('api.example', proxy)).toBe(proxy);
  expect(proxyTo('api.example', null)).toBeNull();
  expect(proxyVariables(proxy)).toMatchObject({ HTTPS_PROXY: proxy, NO_PROXY: 'localhost,127.0.0.0/8,::1' });
  expect(proxyVariables(null)).toEqual({});
});

it('trust row 30: the password of a proxy is a secret in each way it is written', () => {
  expect(proxySecrets('http://name:p%40ss@proxy.example')).toEqual([
    'name:p@ss',
    'name:p%40ss',
    Buffer.from('name:p@ss').toString('base64'),
    'p@ss',
    'p%40ss',
  ]);
  expect(proxySecrets('http://token@proxy.example')).toContain('token');
  expect(proxySecrets('http://proxy.example')).toEqual([]);
  expect(proxySecrets(null)).toEqual([]);
});
