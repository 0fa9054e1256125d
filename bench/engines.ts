import { fork, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bundleScript } from '../src/k6/bundle.js';
import { findK6 } from '../src/k6/find-k6.js';
import { packageRoot } from '../src/run/package-root.js';
import { type Client, canPin, type Measured, measure } from './engines/measured-process.js';

const VUS = [50, 200] as const;
/** Long enough that the start, which counts, and the first second, in which code is compiled, decide nothing. */
const SECONDS = 10;
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
 * as the ceiling: in turns, against one server, the client held on one core. Ratios are the middle one of each round's own.
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
      `Engines: one script (a form of 8 fields, a check), ${SECONDS} s each, start included, the middle of ${ROUNDS} rounds in turns, ${canPin ? 'client on one core, server on another' : 'not held on one core: no taskset here'}`,
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
  const k6 = findK6(process.env);
  const engines: Engine[] = [];
  for (const { form, file } of FORMS) {
    const args = [here('./engines/node-engine.js'), scriptFile(file)];
    engines.push({
      name: `node engine, ${form}`,
      client: (vus) => ({
        command: process.execPath,
        args: [...args, `${vus}`, `${SECONDS}`],
        env,
        input: '',
      }),
    });
    if (k6 === undefined) continue;
    const { code } = await bundleScript(scriptFile(file));
    engines.push({
      name: `k6, ${form}`,
      client: (vus) => ({ command: k6, args: k6Args(vus), env: { ...env, GOMAXPROCS: '1' }, input: code }),
    });
  }
  engines.push({
    name: 'autocannon',
    client: (vus) => ({
      command: process.execPath,
      args: [here('./engines/ceiling.js'), `${vus}`, `${SECONDS}`],
      env,
      input: '',
    }),
  });
  return engines;
}

function k6Args(vus: number): string[] {
  return ['run', '--quiet', '--no-usage-report', '--vus', `${vus}`, '--duration', `${SECONDS}s`, '-'];
}

function scriptFile(name: string): string {
  return `${packageRoot}/bench/engines/${name}`;
}

async function compare(engines: readonly Engine[], vus: number): Promise<string[]> {
  const rounds = new Map<string, Measured[]>(engines.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name, client } of engines) rounds.get(name)!.push(await measure(client(vus)));
  }
  const lines = [...rounds].map(([name, measured]) => {
    const beside = name.startsWith('node engine') ? rounds.get(name.replace('node engine', 'k6')) : undefined;
    const { requests, perSecond, cpuSeconds, peakBytes, failed } = [...measured].sort(
      (a, b) => a.perSecond - b.perSecond,
    )[Math.floor(ROUNDS / 2)]!;
    return row(
      `${vus}`,
      name,
      Math.round(perSecond).toLocaleString('en'),
      beside === undefined ? '' : ratio(measured, beside, (one) => one.perSecond)!.toFixed(1),
      cpuSeconds === undefined ? '' : Math.round(requests / cpuSeconds).toLocaleString('en'),
      peakBytes === undefined ? '' : `${Math.round(peakBytes / 1e6)} MB`,
      `${failed}`,
    );
  });
  const verdicts = FORMS.flatMap(({ form, goal }) => {
    const k6 = rounds.get(`k6, ${form}`);
    return k6 === undefined ? [] : [verdict(`${form} at ${vus} VUs`, rounds.get(`node engine, ${form}`)!, k6, goal)];
  });
  return [...lines, ...verdicts];
}

function verdict(what: string, node: readonly Measured[], k6: readonly Measured[], goal: number): string {
  const times = ratio(node, k6, ({ requests, cpuSeconds }) => cpuSeconds && requests / cpuSeconds);
  const share = ratio(node, k6, ({ peakBytes }) => peakBytes);
  if (times === undefined || share === undefined)
    return `  ${what}: not judged, as this system tells neither memory nor processor time`;
  const reached = (is: boolean): string => (is ? 'reached' : 'missed');
  return `  ${what} ${times.toFixed(1)} times k6's requests a CPU second (goal: ${goal}): ${reached(times >= goal)}; ${share.toFixed(2)} of its memory (goal: at most 1): ${reached(share <= 1)}`;
}

/** The middle of the rounds' own ratios: a machine that changes its speed between rounds changes both sides of each. */
function ratio(
  ones: readonly Measured[],
  others: readonly Measured[],
  of: (measured: Measured) => number | undefined,
): number | undefined {
  const ratios: number[] = [];
  for (const [round, one] of ones.entries()) {
    const [above, below] = [of(one), of(others[round]!)];
    if (above === undefined || below === undefined) return undefined;
    ratios.push(above / below);
  }
  return ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)];
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
