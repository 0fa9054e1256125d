import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PlannedRun, shareBudget } from './budget-share.js';
import { bundledWorker } from './conformance/run-case.fixture.js';
import { findK6 } from './find-k6.js';
import { type SendBounds, SendBudget, sharedBounds } from './http/send-budget.js';
import type { LoadOutcome } from './outcome.js';
import { prepareScript } from './prepare.js';
import { runRealK6 } from './real-k6.js';
import { runLoadOn } from './run.js';
import { onWorkers, spawnInline } from './thread.js';

const folder = mkdtempSync(join(tmpdir(), 'budget-'));
/** When each request came, and when the iterations began that say so; in milliseconds of the system's clock. */
const seen: number[] = [];
const begunAt: number[] = [];
const server = createServer((request, response) => {
  seen.push(Date.now());
  if (request.headers.begun !== undefined) begunAt.push(Number(request.headers.begun));
  request.resume();
  if (request.url?.startsWith('/hop')) response.writeHead(302, { Location: 'hop' });
  response.end('ok');
});
let url: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close().closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

const users = (vus: number, iterations: number) =>
  `import http from 'k6/http';
   export const options = { scenarios: { s: { executor: 'per-vu-iterations', vus: ${vus}, iterations: ${iterations} } } };`;
const GET = `await http.asyncRequest('GET', __ENV.URL)`;

/** What asks for more than its bounds allow. */
const GREEDY: [what: string, script: string, bounds: SendBounds, planned: PlannedRun][] = [
  [
    'one iteration',
    `${users(1, 1)} export default async function () { for (let i = 0; i < 20000; i++) ${GET}; }`,
    { requests: 50, perSecond: null },
    { iterations: 1, users: 1, arrivals: false, perSecond: null },
  ],
  [
    'blocking calls of several users',
    `${users(4, 2)} export default function () { for (let i = 0; i < 100; i++) http.get(__ENV.URL); }`,
    { requests: 33, perSecond: null },
    { iterations: 8, users: 4, arrivals: false, perSecond: null },
  ],
  [
    'redirects',
    `${users(1, 1)} export default async function () { for (;;) await http.asyncRequest('GET', __ENV.URL + '/hop'); }`,
    { requests: 7, perSecond: null },
    { iterations: 1, users: 1, arrivals: false, perSecond: null },
  ],
  [
    'a batch',
    `${users(1, 9)} export default function () { http.batch([__ENV.URL, { method: 'GET', url: __ENV.URL }, ['GET', __ENV.URL]]); }`,
    { requests: 10, perSecond: null },
    { iterations: 9, users: 1, arrivals: false, perSecond: null },
  ],
  [
    'setup()',
    `${users(1, 1)} export function setup() { for (let i = 0; i < 99; i++) http.get(__ENV.URL); } export default function () {}`,
    { requests: 12, perSecond: null },
    { iterations: 1, users: 1, arrivals: false, perSecond: null },
  ],
  [
    'teardown()',
    `${users(1, 1)} export default function () {} export function teardown() { for (let i = 0; i < 99; i++) http.get(__ENV.URL); }`,
    { requests: 12, perSecond: null },
    { iterations: 1, users: 1, arrivals: false, perSecond: null },
  ],
  [
    'requests nobody awaits, and errors that are caught',
    `${users(1, 1)} export default async function () { for (let i = 0; i < 200; i++) http.asyncRequest('GET', __ENV.URL).catch(() => {}); try { ${GET}; } catch {} }`,
    { requests: 20, perSecond: null },
    { iterations: 1, users: 1, arrivals: false, perSecond: null },
  ],
];

type Run = (path: string, bounds: SendBounds, planned: PlannedRun) => Promise<LoadOutcome>;
let workerCode: Promise<string> | undefined;
const k6 = findK6(process.env);
const WAYS: [name: string, available: boolean, exact: boolean, run: Run][] = [
  [
    'the node engine',
    true,
    true,
    (script, bounds) =>
      runLoadOn({ script, env: { URL: url }, bounds }, { workers: 1, prepare: prepareScript, spawn: spawnInline }),
  ],
  [
    'the node engine on two threads',
    true,
    true,
    async (script, bounds) => {
      workerCode ??= bundledWorker();
      const code = await workerCode;
      const spawn = onWorkers(() => new Worker(code, { eval: true }));
      return runLoadOn({ script, env: { URL: url }, bounds }, { workers: 2, prepare: prepareScript, spawn });
    },
  ],
  [
    'k6',
    k6 !== undefined,
    false,
    (script, most, planned) =>
      runRealK6({
        k6: k6!,
        script,
        env: { PATH: process.env.PATH ?? '', URL: url },
        args: ['--no-usage-report'],
        bounds: { most, planned },
      }),
  ],
];

describe.each(WAYS)('the bounds of a run on %s', (way, available, exact, run) => {
  const when = available ? it : it.skip;
  const scriptOf = (text: string): string => {
    const path = join(folder, `${way.replaceAll(' ', '-')}-${seen.length}-${text.length}.js`);
    writeFileSync(path, text);
    return path;
  };

  when.each(GREEDY)('hold for %s', async (_what, text, bounds, planned) => {
    seen.length = 0;
    const outcome = await run(scriptOf(text), bounds, planned);
    expect(outcome).toMatchObject({ exitCode: 108, overBudget: true });
    expect(seen.length).toBeLessThanOrEqual(bounds.requests!);
    // k6 stops a batch as a whole and a user at its own share, and cuts what is in flight.
    if (!exact) return;
    expect(seen).toHaveLength(bounds.requests!);
    expect(outcome.summary?.metrics.http_reqs?.values.count).toBe(seen.length);
  });

  when('do not disturb a script that keeps to them', async () => {
    seen.length = 0;
    const text = `${users(2, 3)} export default async function () { ${GET}; const r = http.get(__ENV.URL + '/hop', { redirects: 2 }); if (r.status !== 302) throw new Error(r.status); }`;
    const outcome = await run(
      scriptOf(text),
      { requests: 24, perSecond: null },
      { iterations: 6, users: 2, arrivals: false, perSecond: null },
    );
    expect(outcome).toMatchObject({ exitCode: 0, overBudget: false });
    expect(seen).toHaveLength(24);
    expect(outcome.summary?.metrics.checks).toBeUndefined();
  });

  when('hold a pace, whatever one iteration sends', async () => {
    seen.length = 0;
    begunAt.length = 0;
    const text = `${users(3, 1)} export default async function () { const headers = { begun: String(Date.now()) }; for (let i = 0; i < 4; i++) await http.asyncRequest('GET', __ENV.URL, null, { headers }); }`;
    const outcome = await run(
      scriptOf(text),
      { requests: null, perSecond: 20 },
      { iterations: 3, users: 3, arrivals: false, perSecond: 20 },
    );
    expect(outcome.exitCode).toBe(0);
    expect(seen).toHaveLength(12);
    // Eleven gaps of 50 ms, from before the first was sent to when the last came: a busy machine makes that longer, never shorter.
    expect(seen.at(-1)! - Math.min(...begunAt)).toBeGreaterThan(11 * 50 - 10);
  });
});

describe('a shared budget', () => {
  it('grants its number once, over all that share it', () => {
    const shared = sharedBounds({ requests: 5, perSecond: null });
    const both = [new SendBudget(shared), new SendBudget(shared)];
    const granted = Array.from({ length: 20 }, (_, i) => both[i % 2]!.take(0)).filter((wait) => wait !== undefined);
    expect(granted).toEqual([0, 0, 0, 0, 0]);
  });

  it('gives turns evenly spaced, and none for time that is past', () => {
    const budget = new SendBudget(sharedBounds({ requests: null, perSecond: 10 }));
    expect([0, 0, 10, 1000, 1000].map((nowMs) => budget.take(nowMs))).toEqual([0, 100, 190, 0, 100]);
  });
});

describe('shares of a budget', () => {
  const none = { setup: false, teardown: false };

  it('never come to more than the whole', () => {
    for (const requests of [1, 7, 50, 1000])
      for (const iterations of [1, 3, 40])
        for (const vus of [1, 4, 50])
          for (const calls of [none, { setup: true, teardown: true }]) {
            if (iterations > requests) continue;
            const planned = { iterations, users: vus, arrivals: false, perSecond: null };
            const share = shareBudget(planned, { requests, perSecond: null }, calls);
            const outside = share.outside * (Number(calls.setup) + Number(calls.teardown));
            expect(share.perIteration! * iterations + share.perUser * vus + outside).toBeLessThanOrEqual(requests);
            expect(share.perIteration).toBeGreaterThanOrEqual(1);
          }
  });

  it('leave arrivals their own pace, and slots for what is spare', () => {
    const planned = { iterations: 100, users: 5, arrivals: true, perSecond: 10 };
    const paceAt = (perSecond: number) => shareBudget(planned, { requests: null, perSecond }, none).pace;
    expect(paceAt(15)).toEqual({ slotMs: 200, users: 5, free: 1 });
    expect(paceAt(10)).toEqual({ slotMs: 0, users: 5, free: 1 });
  });
});
