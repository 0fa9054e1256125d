import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as requestHttp } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../server.js';
import { testOptions } from '../testing/test-app.js';
import { makeCertificates } from './make-certificates.js';
import { SERVER_NAMES } from './server-names.js';

const { ca, chain, key } = makeCertificates(SERVER_NAMES, new Date());
let emulator: Emulator;
let port: number;
beforeAll(async () => {
  emulator = await startEmulator(testOptions({ tls: { cert: chain, key } }));
  port = Number(new URL(emulator.url).port);
});
afterAll(() => emulator.close());

/** The status of a request over TLS for a name, trusted by the CA alone. */
const ask = (servername: string, trust: string | undefined, socket?: ReturnType<typeof connect>) =>
  new Promise<number>((resolve, reject) => {
    const asked = request({
      host: '127.0.0.1',
      port,
      servername,
      path: '/nothing',
      headers: { host: servername },
      agent: false,
      ...(trust === undefined ? {} : { ca: trust }),
      ...(socket === undefined ? {} : { createConnection: () => socket }),
    });
    asked.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end();
  });

describe('one port for TLS and plain HTTP', () => {
  test.each(['api.megvii.com', 'localhost'])('is %s to whoever trusts the CA', async (name) => {
    expect(await ask(name, ca)).toBe(404);
  });

  test('is nobody to others, and to those who ask for another name', async () => {
    await expect(ask('localhost', undefined)).rejects.toThrow(/certificate/);
    await expect(ask('example.com', ca)).rejects.toThrow(/example\.com/);
  });

  test('answers plain HTTP, and targets in absolute form as a proxy gets them', async () => {
    expect((await fetch(`${emulator.url}/nothing`)).status).toBe(404);
    const answer = await new Promise<string>((resolve, reject) => {
      const path = 'http://api.megvii.com/faceid/liveness/v2/get_token';
      const asked = requestHttp({ host: '127.0.0.1', port, path, method: 'POST', agent: false });
      asked.on('response', (response) => {
        let text = '';
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () => resolve(text));
      });
      asked.on('error', reject);
      asked.end();
    });
    expect(answer).toContain('MISSING_ARGUMENTS: api_key');
  });

  test.each([
    ['api.megvii.com:443', 200],
    ['example.com:443', 403],
  ])('as a proxy, CONNECT %s gets %i', async (target, status) => {
    const reached = await new Promise<number>((resolve, reject) => {
      const asked = requestHttp({ host: '127.0.0.1', port, method: 'CONNECT', path: target, agent: false });
      asked.on('connect', (response, socket) => {
        if (response.statusCode !== 200) {
          socket.destroy();
          resolve(response.statusCode ?? 0);
          return;
        }
        const secured = connect({ socket, servername: 'api.megvii.com', ca });
        ask('api.megvii.com', ca, secured).then((found) => resolve(found === 404 ? 200 : found), reject);
      });
      asked.on('error', reject);
      asked.end();
    });
    expect(reached).toBe(status);
  });

  test('curl takes the CA as a file', async ({ skip }) => {
    const folder = mkdtempSync(join(tmpdir(), 'facegate-tls-'));
    try {
      writeFileSync(join(folder, 'ca.pem'), ca);
      const to = ['--connect-to', `api.megvii.com:443:127.0.0.1:${port}`, '--cacert', join(folder, 'ca.pem')];
      const run = promisify(execFile)('curl', ['-q', '-sS', '--noproxy', '*', ...to, 'https://api.megvii.com/nothing']);
      const { stdout } = await run.catch((error: NodeJS.ErrnoException & { stdout: string }) => {
        if (error.code === 'ENOENT') return skip('there is no curl on PATH');
        throw error;
      });
      expect(stdout).toContain('API_NOT_FOUND');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
