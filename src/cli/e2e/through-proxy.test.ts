import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConnectProxy, startConnectProxy } from '../../testing/connect-proxy.js';
import { startEmulate, writeEmulateTarget } from './emulate.fixture.js';
import { engines } from './engines.fixture.js';
import { filesBelow, scratchFolder } from './run-cli.fixture.js';
import { runHere } from './run-here.fixture.js';

const PASSWORD = 'pass-of-the-proxy';
const WORDS = [PASSWORD, Buffer.from(`me:${PASSWORD}`).toString('base64')];

// Bursts go through it in conformance/harness/through-proxy.test.ts: whether they are judged depends on how busy the machine is.
/** A case and a flow. */
const SOME = ['--grep', 'biz_no given', '--grep', 'liveness alone'];

/** The proxy alone knows where the target's host is: whatever does not go through it reaches nothing. */
describe('trust row 30: a target behind a proxy', () => {
  const folder = scratchFolder();
  let proxy: ConnectProxy;
  let target = '';
  let close = () => {};

  beforeAll(async () => {
    const emulator = await startEmulate([], folder);
    const authorization = `Basic ${WORDS[1]}`;
    proxy = await startConnectProxy({ 'api.test': Number(new URL(emulator.url).port) }, authorization);
    target = writeEmulateTarget(folder, 'http://api.test', 'allow_http: true\n');
    appendFileSync(target, `proxy: "http://me:\${PROXY_PASSWORD}@${proxy.host}"\n`);
    close = emulator.close;
  });
  afterAll(async () => {
    close();
    await proxy.close();
  });

  const env = { PROXY_PASSWORD: PASSWORD };

  it.each<[string, string[], RegExp]>([
    ['doctor', ['doctor'], /the API answers at http:\/\/api\.test/],
    ['contract', ['contract', '--rule', 'biz_no.required,return_url.post', ...SOME, '--out', 'c'], /passed/],
    ['watch', ['watch', '--every', '1s', '--for', '2s', '--file', 'w.jsonl'], /samples/],
    ...engines()
      .filter(([, available]) => available)
      .map(([engine]): [string, string[], RegExp] => [
        `load on ${engine}`,
        ['load', 'smoke', '--engine', engine, '--out', engine],
        /api\.test/,
      ]),
  ])('%s reaches it, and the password stands nowhere', async (_, words, said) => {
    const before = proxy.asked.length;
    const { code, stdout, stderr } = await runHere([...words, '--target', target], folder, env);
    expect([code, stdout + stderr]).toEqual([0, expect.stringMatching(said)]);
    expect(proxy.asked.slice(before).every((asked) => asked.includes('api.test'))).toBe(true);
    expect(proxy.asked.length).toBeGreaterThan(before + 1);
    const written = filesBelow(folder).filter(({ file }) => file !== join(folder, 'emulate.yaml'));
    for (const word of WORDS) {
      expect(stdout + stderr).not.toContain(word);
      expect(written.filter(({ bytes }) => bytes.includes(word)).map(({ file }) => file)).toEqual([]);
    }
  });

  it('a wrong password: exit code 3, with the proxy and the cure', async () => {
    const { code, stdout } = await runHere(['doctor', '--target', target], folder, {
      PROXY_PASSWORD: 'wrong-password',
    });
    expect(code).toBe(3);
    expect(stdout).toMatch(/the proxy 127\.0\.0\.1:\d+ refuses the way to api\.test:80 with 407; give its user/);
    expect(stdout).not.toContain('wrong-password');
  });
});
