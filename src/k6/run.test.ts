import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgedInTime } from '../testing/judged-in-time.js';
import type { LoadOutcome } from './outcome.js';
import { prepareScript } from './prepare.js';
import { type LoadOptions, runLoadOn } from './run.js';
import { onWorkers, spawnInline } from './thread.js';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'load-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function script(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function run(options: Omit<LoadOptions, 'env'> & { readonly env?: Record<string, string> }): Promise<LoadOutcome> {
  return runLoadOn({ env: {}, ...options }, { workers: 1, prepare: prepareScript, spawn: spawnInline });
}

/** A server of raw sockets; `onSocket` does what the test needs. */
async function rawServer(
  onSocket: (socket: Socket) => void,
): Promise<{ url: string; server: Server; sockets: Set<Socket> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return { url: `http://127.0.0.1:${port}/`, server, sockets };
}

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

const GET = `import http from 'k6/http';
export default async function () { await http.asyncRequest('GET', __ENV.URL); await new Promise((done) => setTimeout(done, 10)); }`;

it('every user counts as active before the first of them begins', async () => {
  const said: string[] = [];
  const path = script(
    'active.js',
    `import exec from 'k6/execution'; export const options = { vus: 3, iterations: 3 };
export default () => console.log(exec.instance.vusActive);`,
  );
  await run({ script: path, onLog: (_level, text) => said.push(text) });
  expect(said).toEqual(['3', '3', '3']);
});

it('runs a script in CommonJS form, its blocking calls as well', async () => {
  const { url, server } = await rawServer((socket) => socket.on('data', () => socket.write(OK)));
  const path = script(
    'common.js',
    `const http = require('k6/http'); const { check } = require('k6');
exports.options = { iterations: 2 };
exports.setup = () => http.get(__ENV.URL).status;
exports.default = function (status) { check(http.get(__ENV.URL), { ok: (r) => r.status === status }); };`,
  );
  const { exitCode, cause, summary } = await run({ script: path, env: { URL: url } });
  server.close();
  expect([exitCode, cause]).toEqual([0, []]);
  expect(summary?.metrics).toMatchObject({ http_reqs: { values: { count: 3 } }, checks: { values: { passes: 2 } } });
});

it('says that redirects did not suffice only where nobody chose how many', async () => {
  const { url, server } = await rawServer((socket) =>
    socket.on('data', () => socket.write('HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n')),
  );
  const path = script(
    'redirects.js',
    `import http from 'k6/http';
export default async function () { for (const params of [{}, { redirects: 2 }, undefined]) await http.asyncRequest('GET', __ENV.URL, null, params); }`,
  );
  const said: string[] = [];
  const onLog: LoadOptions['onLog'] = (_, text) => said.push(text);
  await run({ script: path, env: { URL: url }, onLog });
  expect(said).toEqual([
    expect.stringContaining('Stopped after 11 redirects'),
    expect.stringContaining('Stopped after 11 redirects'),
  ]);
  await run({ script: path, env: { URL: url }, args: ['--max-redirects', '3'], onLog });
  expect(said).toHaveLength(2);
  server.close();
});

describe('what the engine lacks', () => {
  it('stops the run before anything is sent, with file, line and what to do', async () => {
    let connections = 0;
    const { url, server } = await rawServer(() => {
      connections += 1;
    });
    const path = script(
      'lacking.ts',
      `import http from 'k6/http';
import crypto from 'k6/crypto';
import { browser } from 'k6/browser';
export default async function () {
  await http.asyncRequest('GET', __ENV.URL);
  const answer: unknown = crypto.md4('x', 'hex');
  console.log(answer, browser);
}`,
    );
    const outcome = await run({ script: path, env: { URL: url } });
    server.close();
    expect(outcome.exitCode).toBe(104);
    expect(outcome.cause).toEqual([
      `${path}:3:25: the node engine lacks k6/browser: it has no browser: run with --engine k6`,
    ]);
    expect(connections).toBe(0);
  });

  it.each([
    ['a module', `import { browser } from 'k6/browser'; export default () => browser.x;`, 'lacks k6/browser'],
    [
      'a remote module',
      `import x from 'https://example.com/x.js'; export default () => x;`,
      'nothing is loaded from the network',
    ],
    ['a named import', `import { md4 } from 'k6/crypto'; export default () => md4('x');`, 'lacks md4 of k6/crypto'],
    [
      'a use by name',
      `import c from 'k6/crypto'; export default () => c.md4('x');`,
      ': the node engine lacks md4 of k6/crypto',
    ],
    ['a module that moved', `import r from 'k6/experimental/redis'; export default () => r;`, 'k6 2 has removed it'],
    ['an option', `export const options = { hosts: { a: '127.0.0.1' } }; export default () => {};`, 'options.hosts'],
    ['a syntax error', `export default function () { let = ; }`, 'Unexpected'],
    ['a file that is not there', `import './nowhere.js'; export default () => {};`, 'there is no ./nowhere.js'],
    ["a module of Node's", `import fs from 'fs'; export default () => fs.x;`, 'no modules of Node (fs)'],
    ['a module required', `const ws = require('k6/ws'); export default () => ws.x;`, 'lacks k6/ws'],
  ])('%s', async (name, text, message) => {
    const outcome = await run({ script: script(`${name.replaceAll(' ', '-')}.ts`, text) });
    expect([outcome.exitCode, outcome.cause.join('\n')]).toEqual([104, expect.stringContaining(message)]);
  });

  it.each([
    ['mock=a', 'pair 1: expected NAME=VALUE, found no "="'],
    ['file=/nowhere/at all', 'the file /nowhere/at all cannot be read: ENOENT'],
    ['url=urlTemplate=http://127.0.0.1:1/', 'fetches no secrets: use file=PATH'],
    ['vault=a=b', 'found a source of the kind "vault"'],
  ])('a source of secrets that cannot be read: %s', async (source, why) => {
    const outcome = await run({
      script: script('secret.ts', 'export default () => {};'),
      args: [`--secret-source=${source}`],
    });
    expect([outcome.exitCode, outcome.cause[0]]).toEqual([104, expect.stringContaining(why)]);
  });

  it('what no k6 has is undefined, as there, and told', async () => {
    const path = script(
      'unknown.ts',
      `import http, { trace } from 'k6/http';\nexport default () => {\n  console.log(typeof http.connect, typeof trace);\n};`,
    );
    const said: string[] = [];
    const outcome = await run({ script: path, onLog: (_, text) => said.push(text) });
    expect([outcome.exitCode, said]).toEqual([0, ['undefined undefined']]);
    expect(outcome.warnings).toEqual([
      expect.stringMatching(/unknown\.ts:3:\d+: k6\/http has no connect: it is undefined, as on k6$/),
      expect.stringMatching(/unknown\.ts:1:\d+: k6\/http has no trace: it is undefined, as on k6$/),
    ]);
  });

  it('reached by another name, it stops the run when it is called', async () => {
    const path = script(
      'renamed.ts',
      `import http from 'k6/http';\nconst other = http;\nexport default function () {\n  other.get('x', { auth: 'ntlm' });\n}`,
    );
    const outcome = await run({ script: path });
    expect(outcome.exitCode).toBe(104);
    expect(outcome.cause[0]).toMatch(/renamed\.ts:4:\d+: the node engine lacks auth: "ntlm" of k6\/http/);
  });
});

describe('exceptions', () => {
  it('name the place in the source, not in the bundle', async () => {
    const said: string[] = [];
    const path = script(
      'throws.ts',
      `interface Unused { readonly a: string }\n\nfunction deep(): never {\n  throw new Error('broken');\n}\nexport default function () {\n  deep();\n}`,
    );
    await run({ script: path, onLog: (_, text) => said.push(text) });
    expect(said.join('\n')).toContain('broken');
    expect(said.join('\n')).toContain(`${path}:4:`);
    expect(said.join('\n')).toContain(`${path}:7:`);
  });
});

describe('a target that dies in mid-run', () => {
  it('leaves failures with their codes, and a whole summary', async () => {
    let answered = 0;
    const { url, server, sockets } = await rawServer((socket) =>
      socket.on('data', () => {
        socket.write(OK);
        answered += 1;
        if (answered !== 10) return;
        server.close();
        for (const one of sockets) one.destroy();
      }),
    );
    const outcome = await run({
      script: script('dies.ts', GET),
      env: { URL: url },
      args: ['--vus', '3', '--iterations', '40'],
    });
    const metrics = outcome.summary!.metrics;
    expect(outcome).toMatchObject({ exitCode: 0, incomplete: false });
    expect(metrics.http_req_failed!.values.fails).toBeGreaterThan(0);
    expect(metrics.http_req_failed!.values.passes).toBeGreaterThan(0);
    expect(metrics['http_req_duration{expected_response:true}']!.values.min).toBeGreaterThan(0);
  });
});

describe('a server that stalls', () => {
  it('shows in the corrected percentiles although arrivals were dropped meanwhile', (context) =>
    judgedInTime(context, { toleratesMs: 150, counts: 'worst stall' }, stall));

  async function stall(): Promise<void> {
    let stalledUntil = 0;
    const startsAt = performance.now();
    const { url, server, sockets } = await rawServer((socket) =>
      socket.on('data', () => {
        // At some moment all answers stop for a second.
        const now = performance.now();
        if (stalledUntil === 0 && now - startsAt > 1500) stalledUntil = now + 1000;
        setTimeout(() => socket.write(OK), Math.max(0, stalledUntil - now));
      }),
    );
    const text = `import http from 'k6/http';
      export const options = { scenarios: { s: { executor: 'constant-arrival-rate', rate: 100, duration: '4s', preAllocatedVUs: 2 } } };
      export default async function () { await http.asyncRequest('GET', __ENV.URL); }`;
    const outcome = await run({
      script: script('stalls.ts', text),
      env: { URL: url },
      args: ['--summary-trend-stats', 'med,p(90),max'],
    });
    server.close();
    for (const socket of sockets) socket.destroy();
    const {
      http_req_duration: plain,
      http_req_duration_corrected: corrected,
      dropped_iterations: dropped,
    } = outcome.summary!.metrics;
    // Only the two requests in flight felt the stall; some hundred arrivals that it kept out would have waited half a second on average.
    expect(dropped!.values.count).toBeGreaterThan(50);
    expect(corrected!.values['p(90)']).toBeGreaterThan(200);
    expect(corrected!.values['p(90)']).toBeGreaterThan(3 * plain!.values['p(90)']!);
    expect(outcome.lag).toMatchObject({ dropped: dropped!.values.count });
  }
});

describe('what is written', () => {
  it('--out json: each metric described once before its points, one line each', async () => {
    let text = '';
    const { url, server, sockets } = await rawServer((socket) => socket.on('data', () => socket.write(OK)));
    await run({
      script: script(
        'points.ts',
        `import { check } from 'k6'; ${GET.replace('await new', 'check(1, { one: true }); await new')}`,
      ),
      env: { URL: url },
      args: ['--iterations', '2', '--tag', 'run=7'],
      onPoints: (lines) => {
        text += lines;
      },
    });
    server.close();
    for (const socket of sockets) socket.destroy();
    const lines = text
      .trimEnd()
      .split('\n')
      .map(
        (line) =>
          JSON.parse(line) as { type: string; metric: string; data: { value: number; tags: Record<string, string> } },
      );
    const described = new Set<string>();
    for (const { type, metric } of lines) {
      if (type === 'Metric') expect(described.has(metric), `${metric} described twice`).toBe(false);
      else expect(described.has(metric), `${metric} described before its point`).toBe(true);
      described.add(metric);
    }
    const points = (name: string) => lines.filter(({ type, metric }) => type === 'Point' && metric === name);
    expect(points('http_reqs').map(({ data }) => [data.value, data.tags])).toEqual(
      Array.from({ length: 2 }, () => [
        1,
        {
          expected_response: 'true',
          group: '',
          method: 'GET',
          name: url,
          proto: 'HTTP/1.1',
          run: '7',
          scenario: 'default',
          status: '200',
          url,
        },
      ]),
    );
    expect(points('checks')[0]!.data.tags).toMatchObject({ check: 'one' });
    expect(points('http_req_duration')).toHaveLength(2);
    expect(points('iterations')).toHaveLength(2);
  });

  it('a full disk ends the run with what there is, exit code 109', async () => {
    const outcome = await run({
      script: script('full.ts', GET),
      env: { URL: 'http://127.0.0.1:1/' },
      args: ['--duration', '30s'],
      onPoints: () => {
        throw new Error('ENOSPC: no space left on device');
      },
    });
    expect(outcome).toMatchObject({ exitCode: 109, incomplete: true });
    expect(outcome.cause[0]).toContain('ENOSPC');
    expect(outcome.summary!.metrics.iterations!.values.count).toBeGreaterThan(0);
  });

  it('--summary-export: values flat, a threshold true when crossed', async () => {
    const text = `import { check } from 'k6'; export const options = { thresholds: { checks: ['rate>0.9', 'rate<0.9'] } }; export default () => { check(1, { one: true }); };`;
    const outcome = await run({ script: script('export.ts', text), args: ['--summary-export=x.json'] });
    expect((JSON.parse(outcome.summaryExport) as { metrics: unknown }).metrics).toMatchObject({
      checks: { value: 1, passes: 1, fails: 0, thresholds: { 'rate>0.9': false, 'rate<0.9': true } },
      iterations: { count: 1 },
    });
  });
});

describe('setup() and teardown() that throw', () => {
  it.each(['setup', 'teardown'])(
    '%s(), with a slow handleSummary: one cause with its place, no stack, no thread that "did not end"',
    async (name) => {
      const text = `export const options = { iterations: 1 };
export function ${name}() {
  const refuse = () => { throw new TypeError('no accounts'); };
  refuse();
}
export default function () {}
export async function handleSummary() { await new Promise((done) => setTimeout(done, 2500)); return { stdout: 'whole' }; }`;
      const path = script(`throwing-${name}.ts`, text);
      const outcome = await run({ script: path });
      expect(outcome).toMatchObject({ exitCode: 107, warnings: [], handleSummaryFiles: { stdout: 'whole' } });
      expect(outcome.cause).toEqual([expect.stringMatching(/throwing-\w+\.ts:3:\d+: no accounts$/)]);
    },
  );

  it('while the script is read: one cause with its place, no stack', async () => {
    const outcome = await run({
      script: script('reading.ts', `const f = () => { throw new Error('no file'); };\nf();\nexport default () => {};`),
    });
    expect(outcome.cause).toEqual([expect.stringMatching(/reading\.ts:1:\d+: no file$/)]);
  });
});

describe('durations of more than 2^31 ms', () => {
  it('are waited for: none of them ends anything at once', async () => {
    const text = `import http from 'k6/http'; import { sleep } from 'k6';
export const options = { setupTimeout: '600h', teardownTimeout: '600h', scenarios: {
  counted: { executor: 'shared-iterations', vus: 1, iterations: 2, maxDuration: '600h', gracefulStop: '600h' },
  rising: { executor: 'ramping-vus', startVUs: 1, stages: [{ duration: '100ms', target: 1 }, { duration: '1ms', target: 0 }], gracefulRampDown: '600h', gracefulStop: '600h', exec: 'short' },
} };
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
export async function setup() { await pause(20); return 1; }
export default async function () { const never = setTimeout(() => { throw new Error('at once'); }, 2.2e9); await http.asyncRequest('GET', __ENV.URL, null, { timeout: '600h' }); clearTimeout(never); }
export async function short() { console.log('begun'); await pause(30); }
export async function teardown() { await pause(20); }`;
    const { url, server, sockets } = await rawServer((socket) =>
      socket.on('data', () => setTimeout(() => socket.write(OK), 20)),
    );
    const begun: string[] = [];
    const outcome = await run({
      script: script('long.ts', text),
      env: { URL: url },
      onLog: (_, line) => begun.push(line),
    });
    server.close();
    for (const socket of sockets) socket.destroy();
    expect([outcome.exitCode, outcome.cause, outcome.warnings]).toEqual([0, [], []]);
    expect(outcome.summary!.metrics.http_req_failed!.values).toMatchObject({ passes: 0, fails: 2 });
    // However many the scenario of 101 ms has begun, none was cut.
    expect(outcome.summary!.metrics.iterations!.values.count).toBe(2 + begun.length);
  });

  it.each([
    [
      'sleep',
      `import { sleep } from 'k6'; export const options = { iterations: 1 }; export default function () { sleep(2.2e6); throw new Error('at once'); }`,
    ],
    [
      'a scenario',
      `export const options = { scenarios: { s: { executor: 'constant-vus', vus: 1, duration: '600h', gracefulStop: '0s' } } }; export default async function () { await new Promise((done) => setTimeout(done, 20)); }`,
    ],
    [
      'startTime',
      `export const options = { scenarios: { s: { executor: 'shared-iterations', startTime: '600h' } } }; export default function () { throw new Error('at once'); }`,
    ],
    [
      'minIterationDuration',
      `export const options = { minIterationDuration: '600h', vus: 1, iterations: 2 }; let n = 0; export default function () { if (n++ > 0) throw new Error('at once'); }`,
    ],
  ])('%s lasts until the run is stopped', async (name, text) => {
    const stop = new AbortController();
    const said: string[] = [];
    setTimeout(() => stop.abort(), 300);
    const outcome = await run({
      script: script('endless.ts', text),
      signal: stop.signal,
      drainMs: 0,
      onLog: (_, line) => said.push(line),
    });
    expect([name, outcome.exitCode, said]).toEqual([name, 105, []]);
  });
});

describe('threads', () => {
  it('a script that never lets go is ended with its thread, and said so', async () => {
    const entry = fileURLToPath(new URL('./worker.ts', import.meta.url));
    const { outputFiles } = await build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      format: 'cjs',
      platform: 'node',
    });
    const code = `(function () {${outputFiles[0]!.text}})();`;
    const stop = new AbortController();
    const outcome = await runLoadOn(
      {
        env: {},
        script: script('stuck.ts', `export default function () { console.log('begun'); for (;;); }`),
        onLog: (_, text) => text === 'begun' && stop.abort(),
        args: ['--duration', '1m', '--vus', '2'],
        signal: stop.signal,
        drainMs: 100,
      },
      { workers: 2, prepare: prepareScript, spawn: onWorkers(() => new Worker(code, { eval: true })) },
    );
    expect(outcome).toMatchObject({ exitCode: 105, incomplete: true });
    expect(outcome.warnings.join()).toContain('did not end');
  });
});

describe('connections', () => {
  it('a kept one that the server has closed meanwhile is not used again', (context) =>
    judgedInTime(context, { toleratesMs: 40, counts: 'worst stall' }, async () => {
      // Every connection carries one answer and is closed right after it, as if it had idled too long.
      const { url, server, sockets } = await rawServer((socket) =>
        socket.on('data', () => {
          socket.write(OK);
          setTimeout(() => socket.end(), 5);
        }),
      );
      const text = GET.replace('10)', '50)');
      const outcome = await run({ script: script('idle.ts', text), env: { URL: url }, args: ['--iterations', '5'] });
      server.close();
      for (const socket of sockets) socket.destroy();
      expect(outcome.summary!.metrics.http_req_failed!.values).toMatchObject({ passes: 0, fails: 5 });
    }));
});
