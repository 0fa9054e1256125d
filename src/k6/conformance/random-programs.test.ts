import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chooser } from '../../testing/mangle.js';
import { prepareScript } from '../prepare.js';
import { runLoadOn } from '../run.js';
import { spawnInline } from '../thread.js';
import { randomProgram } from './random-program.fixture.js';

const SEED = Number(process.env.FACEGATE_FUZZ_SEED ?? 20_261_127);
const PROGRAMS = Number(process.env.FACEGATE_FUZZ_PROGRAMS ?? 20);
/** So many are one script: a program takes less time than its start. */
const AT_ONCE = 20;

/** Requests that block by themselves, as on k6, because they answer at once. A program with too many of them is left out. */
const ANSWERS = `let left;
export const begin = () => { left = 150; };
const get = (url) => {
  left -= 1;
  if (left < 0) throw new Error('too many requests');
  console.log('GET ' + url.slice(url.indexOf('?')));
  return { status: 200 };
};
export default { get, batch: (requests) => requests.map((one) => get(Array.isArray(one) ? one[1] : one)) };
`;

let trace: string[] = [];
const server = createServer(({ url = '' }, response) => {
  trace.push(`GET ${url.slice(url.indexOf('?'))}`);
  response.end('ok');
});
let folder: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  folder = mkdtempSync(join(tmpdir(), 'random-programs-'));
  writeFileSync(join(folder, 'answers.js'), ANSWERS);
});
afterAll(() => {
  server.close().closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

/** What the programs of some seeds print and request, in order; each begins with its seed. */
async function traceOf(seeds: readonly number[], http: 'k6/http' | './answers.js'): Promise<string[]> {
  const kind = http === 'k6/http' ? 'blocking' : 'plain';
  for (const seed of seeds) writeFileSync(join(folder, `${kind}-${seed}.js`), randomProgram(chooser(seed), http));
  const imports = seeds.map((seed) => `import run${seed} from './${kind}-${seed}.js';`);
  const begin = http === 'k6/http' ? 'const begin = () => {};' : "import { begin } from './answers.js';";
  const calls = seeds.map((seed) => `begin(); console.log('seed ${seed}'); await run${seed}();`);
  const script = join(folder, `${kind}-all-${seeds[0]}.js`);
  writeFileSync(script, [...imports, begin, 'export default async function () {', ...calls, '}'].join('\n'));
  const prepared = await prepareScript(script);
  const env = { TARGET: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  trace = [];
  const outcome = await runLoadOn(
    { script, env, args: ['--iterations', '1'], onLog: (_, text) => trace.push(text) },
    { workers: 1, prepare: async () => prepared, spawn: spawnInline },
  );
  expect(outcome.cause).toEqual([]);
  return trace;
}

/** What programs printed and requested, by seed. */
function bySeed(trace: readonly string[]): Map<number, string[]> {
  const traces = new Map<number, string[]>();
  for (const line of trace) {
    const seed = /^seed (\d+)$/.exec(line)?.[1];
    if (seed === undefined) [...traces.values()].at(-1)!.push(line);
    else traces.set(Number(seed), []);
  }
  return traces;
}

it(`${PROGRAMS} programs from seed ${SEED} do with blocking calls what they do with plain ones (FACEGATE_FUZZ_SEED takes others)`, async () => {
  for (let from = SEED; from < SEED + PROGRAMS; from += AT_ONCE) {
    const seeds = Array.from({ length: Math.min(AT_ONCE, SEED + PROGRAMS - from) }, (_, index) => from + index);
    const plain = bySeed(await traceOf(seeds, './answers.js'));
    const short = seeds.filter((seed) => !plain.get(seed)!.some((line) => line.includes('too many requests')));
    expect(short.length).toBeGreaterThan(seeds.length / 2);
    const blocking = bySeed(await traceOf(short, 'k6/http'));
    for (const seed of short) expect(blocking.get(seed), `seed ${seed}`).toEqual(plain.get(seed));
  }
});
