import { fork, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bundleScript } from '../src/k6/bundle.js';
import { findK6 } from '../src/k6/find-k6.js';
import { packageRoot } from '../src/run/package-root.js';
import { type Client, canPin, type Measured, measure } from './engines/measured-process.js';

const VUS = [50, 200] as const;
const SECONDS = 4;
const ROUNDS = 3;

/** The forms of the script, and what the node engine is to reach with each: so many times k6's requests a CPU second. */
const FORMS = [
  { form: 'async', file: 'script.ts', goal: 4 },
  { form: 'blocking', file: 'blocking-script.ts', goal: 3 },
  { form: 'journey', file: 'journey-script.ts', goal: 3 },
] as const;

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
      engines.some(({ name }) => name.startsWith('k6'))
        ? ''
        : 'k6 is not here (no k6 on PATH, and FACEGATE_K6 names none): nothing to compare with.',
    ].join('\n');
  } finally {
    server.disconnect();
  }
}

async function enginesFor(url: string): Promise<Engine[]> {
  const env = { PATH: process.env.PATH, BENCH_URL: url };
  const engines: Engine[] = FORMS.map(({ form, file }) => ({
    name: `node engine, ${form}`,
    client: (vus) => ({
      command: process.execPath,
      args: [here('./engines/node-engine.js'), scriptFile(file), `${vus}`, `${SECONDS}`],
      env,
      input: '',
    }),
  }));
  engines.push({
    name: 'autocannon',
    client: (vus) => ({
      command: process.execPath,
      args: [here('./engines/ceiling.js'), `${vus}`, `${SECONDS}`],
      env,
      input: '',
    }),
  });
  const k6 = findK6(process.env);
  if (k6 === undefined) return engines;
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
  for (const { form, file } of FORMS) {
    const { code } = await bundleScript(scriptFile(file));
    engines.push({
      name: `k6, ${form}`,
      client: (vus) => ({ command: k6, args: args(vus), env: { ...env, GOMAXPROCS: '1' }, input: code }),
    });
  }
  return engines;
}

function scriptFile(name: string): string {
  return `${packageRoot}/bench/engines/${name}`;
}

async function compare(engines: readonly Engine[], vus: number): Promise<string[]> {
  const rounds = new Map<string, Measured[]>(engines.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name, client } of engines) rounds.get(name)!.push(await measure(client(vus)));
  }
  const middle = new Map([...rounds].map(([name, measured]) => [name, middleOf(measured)]));
  const lines = [...middle].map(([name, { requests, perSecond, cpuSeconds, peakBytes, failed }]) => {
    const k6 = middle.get(name.replace('node engine', 'k6'));
    return row(
      `${vus}`,
      name,
      Math.round(perSecond).toLocaleString('en'),
      k6 === undefined ? '' : (perSecond / k6.perSecond).toFixed(1),
      cpuSeconds === undefined ? '' : Math.round(requests / cpuSeconds).toLocaleString('en'),
      peakBytes === undefined ? '' : `${Math.round(peakBytes / 1e6)} MB`,
      `${failed}`,
    );
  });
  const verdicts = FORMS.flatMap(({ form, goal }) => {
    const k6 = middle.get(`k6, ${form}`);
    return k6 === undefined ? [] : [verdict(`${form} at ${vus} VUs`, middle.get(`node engine, ${form}`)!, k6, goal)];
  });
  return [...lines, ...verdicts];
}

function verdict(what: string, node: Measured, k6: Measured, goal: number): string {
  if (
    node.peakBytes === undefined ||
    node.cpuSeconds === undefined ||
    k6.peakBytes === undefined ||
    k6.cpuSeconds === undefined
  )
    return `  ${what}: not judged, as this system tells neither memory nor processor time`;
  const times = node.requests / node.cpuSeconds / (k6.requests / k6.cpuSeconds);
  const share = node.peakBytes / k6.peakBytes;
  const reached = (is: boolean): string => (is ? 'reached' : 'missed');
  return `  ${what} ${times.toFixed(1)} times k6's requests a CPU second (goal: ${goal}): ${reached(times >= goal)}; ${share.toFixed(2)} of its memory (goal: at most 1): ${reached(share <= 1)}`;
}

function middleOf(measured: readonly Measured[]): Measured {
  return [...measured].sort((a, b) => a.perSecond - b.perSecond)[Math.floor(measured.length / 2)]!;
}

function row(...cells: readonly string[]): string {
  const widths = [4, 21, 12, 9, 13, 12, 7];
  return cells
    .map((cell, index) => (index === 1 ? cell.padEnd(widths[index]!) : cell.padStart(widths[index]!)))
    .join('  ');
}

function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
