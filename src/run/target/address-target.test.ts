import { expect, it } from 'vitest';
import { loadTarget } from './load-target.js';

const load = (target: string, env: Record<string, string> = {}) =>
  loadTarget(target, { env, cwd: '/', projectTargetsDir: '/none', emulator: undefined });

it('an address of this machine is a target, with the key pairs of the environment', () => {
  const env = { FACEID_API_KEY: 'k', FACEID_API_SECRET: 's', FACEID_LIMITED_API_KEY: 'only' };
  const target = load('http://127.0.0.1:9911/', env);
  expect(target).toMatchObject({ name: '127.0.0.1-9911', url: 'http://127.0.0.1:9911', loopback: true, budget: null });
  expect(target.credentials.full).toEqual({ apiKey: 'k', apiSecret: 's' });
  expect(target.credentials.limited).toEqual({
    missing:
      'no key pair for the account "limited": set FACEID_LIMITED_API_KEY and FACEID_LIMITED_API_SECRET; a target file adds other variables, concurrency_limit, budget and callbacks',
  });
  expect(load('http://[::1]:80').name).toBe('1');
});

it.each([
  ['127.0.0.1:9911', 'http://127.0.0.1:9911'],
  ['localhost:9911', 'http://localhost:9911'],
  ['localhost', 'http://localhost'],
  ['127.0.0.1:9911/base', 'http://127.0.0.1:9911/base'],
  ['[::1]:80', 'http://[::1]:80'],
  ['http:/127.0.0.1:9911', 'http://127.0.0.1:9911'],
  ['http:127.0.0.1:9911', 'http://127.0.0.1:9911'],
  ['my-mac.local:9911', 'http://my-mac.local:9911'],
])('%s is told how an address begins', (target, meant) => {
  expect(() => load(target)).toThrow(`${target}: an address begins with http://; give ${meant}`);
});

it.each([
  ['', /^target: names nothing; give/],
  ['qa', /there is no such target/],
  ['./qa:1/x', /there is no such file/],
  ['C:\\qa.yaml', /there is no such file/],
])('"%s" is no address', (target, message) => {
  expect(() => load(target)).toThrow(message);
});

it.each([
  [
    'https://api.megvii.com',
    /^https:\/\/api\.megvii\.com: an address alone is for a service on this machine; write a target file/,
  ],
  ['ftp://127.0.0.1', /^target: the address has the scheme ftp; use https$/],
  ['http://127.0.0.1:9911/?a=hidden', /^target: the address holds a query; remove/],
  ['http://me:hidden@127.0.0.1', /^target: the address holds a user name or password; remove/],
])('%s is refused with its cure, and is no path', (target, message) => {
  expect(() => load(target)).toThrow(message);
});
