import { fork, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../src/cli/package-root.js';
import { bundleScript } from '../src/k6/bundle.js';
import { findK6 } from '../src/k6/find-k6.js';
import { type Client, canPin, type Measured, measure } from './engines/measured-process.js';

const VUS = [50, 200] as const;
const SECONDS = 4;
const ROUNDS = 3;

/** What the node engine is to reach: so many times k6's rate, with no more memory. */
const GOAL = 4;

interface Engine {
  readonly name: string;
  client(vus: number): Client;
}

/**
 * Requests a second and peak memory of one real script (a form, a check) on the node engine and on k6, beside autocannon
 * as the ceiling: in turns, against one server, the client held on one core. The middle one of three rounds counts.
 */
export async function benchEngines(): Promise<string> {
  const server = fork(here('./engines/server.js'), [], { execArgv: [] });
  try {
    const port = await new Promise<number>((resolve, reject) => {
      server.once('message', (message) => resolve(Number(message)));
      server.once('error', reject);
    });
    if (canPin) spawnSync('taskset', ['-acp', '1', String(server.pid)]);
    const engines = await enginesFor(`http://127.0.0.1:${port}`);
    const lines: string[] = [];
    for (const vus of VUS) lines.push(...(await compare(engines, vus)));
    return [
      `Engines: one script (a form of 8 fields, a check), ${SECONDS} s each, the middle of ${ROUNDS} rounds, ${canPin ? 'client on one core, server on another' : 'not held on one core: no taskset here'}`,
      row('VUs', 'engine', 'requests/s', 'times k6', 'a CPU second', 'peak memory', 'failed'),
      ...lines,
      engines.some(({ name }) => name === 'k6')
        ? ''
        : 'k6 is not here (no k6 on PATH, and FACEGATE_K6 names none): nothing to compare with.',
    ].join('\n');
  } finally {
    server.disconnect();
  }
}

async function enginesFor(url: string): Promise<Engine[]> {
  const script = `${packageRoot}/bench/engines/script.ts`;
  const env = { PATH: process.env.PATH, BENCH_URL: url };
  const engines: Engine[] = [
    {
      name: 'node engine',
      client: (vus) => ({
        command: process.execPath,
        args: [here('./engines/node-engine.js'), script, `${vus}`, `${SECONDS}`],
        env,
        input: '',
      }),
    },
    {
      name: 'autocannon',
      client: (vus) => ({
        command: process.execPath,
        args: [here('./engines/ceiling.js'), `${vus}`, `${SECONDS}`],
        env,
        input: '',
      }),
    },
  ];
  const k6 = findK6(process.env);
  if (k6 === undefined) return engines;
  const { code } = await bundleScript(script);
  const args = (vus: number): string[] => [
    'run',
    '--quiet',
    '--no-usage-report',
    '--vus',
    `${vus}`,
    '--duration',
    `${SECONDS}s`,
    '-',
  ];
  return [
    ...engines,
    { name: 'k6', client: (vus) => ({ command: k6, args: args(vus), env: { ...env, GOMAXPROCS: '1' }, input: code }) },
  ];
}

async function compare(engines: readonly Engine[], vus: number): Promise<string[]> {
  const rounds = new Map<string, Measured[]>(engines.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name, client } of engines) rounds.get(name)!.push(await measure(client(vus)));
  }
  const middle = new Map([...rounds].map(([name, measured]) => [name, middleOf(measured)]));
  const k6 = middle.get('k6');
  const lines = [...middle].map(([name, { requests, perSecond, cpuSeconds, peakBytes, failed }]) =>
    row(
      `${vus}`,
      name,
      Math.round(perSecond).toLocaleString('en'),
      k6 === undefined ? '' : (perSecond / k6.perSecond).toFixed(1),
      cpuSeconds === undefined ? '' : Math.round(requests / cpuSeconds).toLocaleString('en'),
      peakBytes === undefined ? '' : `${Math.round(peakBytes / 1e6)} MB`,
      `${failed}`,
    ),
  );
  return k6 === undefined ? lines : [...lines, verdict(vus, middle.get('node engine')!, k6)];
}

function verdict(vus: number, node: Measured, k6: Measured): string {
  const times = node.perSecond / k6.perSecond;
  const rate = `${times.toFixed(1)} times k6's rate (goal: ${GOAL}): ${times >= GOAL ? 'reached' : 'missed'}`;
  if (node.peakBytes === undefined || k6.peakBytes === undefined) return `  at ${vus} VUs ${rate}`;
  const share = node.peakBytes / k6.peakBytes;
  return `  at ${vus} VUs ${rate}; ${share.toFixed(2)} of its memory (goal: at most 1): ${share <= 1 ? 'reached' : 'missed'}`;
}

function middleOf(measured: readonly Measured[]): Measured {
  return [...measured].sort((a, b) => a.perSecond - b.perSecond)[Math.floor(measured.length / 2)]!;
}

function row(...cells: readonly string[]): string {
  const widths = [4, 12, 12, 9, 13, 12, 7];
  return cells
    .map((cell, index) => (index === 1 ? cell.padEnd(widths[index]!) : cell.padStart(widths[index]!)))
    .join('  ');
}

function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
