import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startConnectProxy } from '../testing/connect-proxy.js';
import { prepareScript } from './prepare.js';
import { runLoadOn } from './run.js';
import { spawnInline } from './thread.js';

it('trust row 30: the node engine goes through the proxy of the target file, and to this machine straight', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'through-proxy-'));
  let seen = 0;
  const server = createServer((_, response) => {
    seen += 1;
    response.end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const proxy = await startConnectProxy({ 'api.test': port });
  try {
    const script = join(folder, 'script.js');
    writeFileSync(
      script,
      `import http from 'k6/http';
       export default async function () {
         const ask = async (url) => { const { status, error_code, error } = await http.asyncRequest('GET', url); return [status, error_code, error]; };
         for (const url of ['http://api.test/a', 'http://127.0.0.1:${port}/b', 'http://api.test/c', 'http://other.test/d'])
           console.log(JSON.stringify(await ask(url)));
       }`,
    );
    const lines: string[] = [];
    await runLoadOn(
      { script, env: {}, proxy: `http://me:passw0rd@${proxy.host}`, onLog: (_, text) => lines.push(text) },
      { workers: 1, prepare: prepareScript, spawn: spawnInline },
    );
    const answers = lines.flatMap((line) => /\[\d+,.*\]/.exec(line)?.[0] ?? []).map((json) => JSON.parse(json));
    expect(answers.slice(0, 3)).toEqual([0, 1, 2].map(() => [200, 0, '']));
    expect(answers[3]).toEqual([0, 1210, expect.stringMatching(/proxy .* refuses the way to other\.test:80 with 502/)]);
    expect(lines.join('\n')).not.toContain('passw0rd');
    // The connection is kept: the second request to the host needs no other.
    expect(proxy.asked).toEqual(['CONNECT api.test:80', 'CONNECT other.test:80']);
    expect(seen).toBe(3);
  } finally {
    await proxy.close();
    server.close().closeAllConnections();
    rmSync(folder, { recursive: true });
  }
});
