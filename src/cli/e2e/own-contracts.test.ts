import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { packageRoot } from '../../run/package-root.js';
import { filesBelow, readResults, scratchFolder, startTarget } from './run-cli.fixture.js';
import { runHere } from './run-here.fixture.js';

const page = readFileSync(join(packageRoot, 'docs', 'contracts.md'), 'utf8');

/** The files that docs/contracts.md states, each as a block under its name. */
function writeExamples(folder: string): string[] {
  const blocks = [...page.matchAll(/^`([\w./-]+)`[^\n]*:\n\n```\w+\n(.*?)^```$/gms)];
  for (const [, name, text] of blocks) {
    mkdirSync(dirname(join(folder, name!)), { recursive: true });
    writeFileSync(join(folder, name!), text!);
  }
  return blocks.map(([, name]) => name!);
}

type Body = Record<string, unknown>;
type Answer = readonly [status: number, body: Body];

const TOKEN = 'Tk-7Qz/5vT8+kQ2xJ7=pH4d';
const KEY = 'AppKey-4n8Ru2Wq';

/** The carrier of the page: what is wrong with a request, or undefined. `leaves` checks out. */
function parcelError(body: Body, leaves: readonly string[]): Answer | undefined {
  const failure = (code: number, field?: string): Answer => [
    200,
    { code, detail: field === undefined ? {} : { field } },
  ];
  const checks: Record<string, () => Answer | undefined> = {
    auth: () => (body.app_key !== KEY || body.app_token !== TOKEN ? failure(1003) : undefined),
    'weight.required': () => (body.weight === undefined ? failure(1001, 'weight') : undefined),
    'weight.number': () => (typeof (body.weight ?? 0) === 'number' ? undefined : failure(1002, 'weight')),
    'weight.max': () => (Number(body.weight) > 30_000 ? failure(1002, 'weight') : undefined),
    'to.required': () => (body.to === undefined ? failure(1001, 'to') : undefined),
    'note.max': () => ([...String(body.note)].length > 40 ? failure(1002, 'note') : undefined),
    slot: () => (body.express === true && body.slot === undefined ? failure(1001, 'slot') : undefined),
  };
  for (const [name, check] of Object.entries(checks)) {
    const found = leaves.includes(name) ? undefined : check();
    if (found !== undefined) return found;
  }
  return undefined;
}

let next = 0;

function answerOf(request: IncomingMessage, text: string, leaves: readonly string[]): Answer {
  const url = new URL(request.url ?? '', 'http://x');
  if (url.pathname === '/v1/greeting') {
    const who = url.searchParams.get('who') ?? '';
    return who === '' ? [400, { error: 'WHO_MISSING' }] : [200, { text: `Hello, ${who}`, heard: request.url }];
  }
  if (url.pathname !== '/v1/parcels') return [404, { message: 'no such page' }];
  if (request.method !== 'POST') return [405, { code: 1002 }];
  const body = JSON.parse(text) as Body;
  next += leaves.includes('id') ? 0 : 1;
  return parcelError(body, leaves) ?? [200, { code: 0, data: { id: `p${next}` }, heard: body }];
}

let target: Awaited<ReturnType<typeof startTarget>> | undefined;
afterEach(() => target?.close());

/** Starts the server that the page describes, less some checks, and writes the page's files beside its target file. */
async function prepare(leaves: readonly string[] = []): Promise<string> {
  target = await startTarget((request: IncomingMessage, response: ServerResponse, bytes) => {
    const [status, body] = answerOf(request, bytes.toString(), leaves);
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  });
  const cwd = scratchFolder();
  expect(writeExamples(cwd)).toEqual([
    'greeting/contract.yaml',
    'greeting/scenarios.yaml',
    'parcels/contract.ts',
    'parcels/scenarios.ts',
    'parcels.yaml',
  ]);
  const yaml = readFileSync(join(cwd, 'parcels.yaml'), 'utf8');
  writeFileSync(join(cwd, 'parcels.yaml'), yaml.replace(/^url: .*$/m, `url: ${target.url}`));
  writeFileSync(join(cwd, 'nobody.yaml'), `url: ${target.url}\n`);
  return cwd;
}

const env = { PARCELS_KEY: KEY, PARCELS_TOKEN: TOKEN };
const run = (cwd: string, ...words: string[]) => runHere(['contract', '--out', 'report', ...words], cwd, env);
const statesOf = (cwd: string) =>
  Object.fromEntries(readResults(join(cwd, 'report')).contract.rules.map(({ id, status }) => [id, status]));

describe('contracts of a user, as docs/contracts.md states them', () => {
  it('several stand side by side: a right server keeps all rules, and nothing secret is written down, be it sent as JSON', async () => {
    const cwd = await prepare();
    mkdirSync(join(cwd, 'mine'));
    for (const name of ['greeting', 'parcels']) {
      mkdirSync(join(cwd, 'mine', name));
      for (const { file, bytes } of filesBelow(join(cwd, name)))
        writeFileSync(join(cwd, 'mine', name, file.slice(join(cwd, name).length + 1)), bytes);
    }
    const { code, stdout, stderr } = await run(cwd, '--contracts', 'mine', '--target', 'parcels.yaml');
    expect(code, stdout + stderr).toBe(0);
    const states = Object.values(statesOf(cwd));
    expect(states).toHaveLength(11);
    expect(states.filter((state) => state !== 'passed')).toEqual(['observed']);
    const { endpoints, groups } = readResults(join(cwd, 'report')).contract;
    expect(endpoints.map(({ id }) => id)).toEqual(['greeting', 'parcels']);
    expect(endpoints[1]).toEqual({ id: 'parcels', name: 'Parcels', address: 'POST /v1/parcels' });
    expect(groups.map(({ title }) => title)).toEqual(expect.arrayContaining(['What is sent', 'Account', 'Answer']));
    for (const { file, bytes } of filesBelow(join(cwd, 'report')))
      for (const secret of [TOKEN, KEY, JSON.stringify(TOKEN).slice(1, -1), encodeURIComponent(TOKEN)])
        expect(bytes.includes(secret), `${file} holds ${secret}`).toBe(false);
    expect(`${stdout}${stderr}`).not.toContain(TOKEN);

    const rules = await runHere(['rules', '--contracts', 'mine'], cwd);
    expect(rules.code, rules.stderr).toBe(0);
    expect(rules.stdout).toContain('11 rules');
    expect((await runHere(['rules', '--contracts', 'mine', '--endpoint', '!Parcels'], cwd)).stdout).toContain('1 rule');
    expect((await runHere(['rules', '--contracts', 'mine', '--endpoint', '*'], cwd)).stdout).toContain('GetToken');
  });

  it('a server without some checks fails the rules of these alone', async () => {
    const leaves = ['weight.max', 'note.max', 'slot', 'auth', 'id'];
    const cwd = await prepare(leaves);
    const { code, stdout } = await run(cwd, '--contracts', 'parcels', '--target', 'parcels.yaml');
    expect(code, stdout).toBe(1);
    const broken = Object.entries(statesOf(cwd)).filter(([, state]) => state === 'failed');
    expect(broken.map(([id]) => id).sort()).toEqual(leaves.map((name) => `parcel.${name}`).sort());
  });

  it('keeps a secret that travels in a query string out of everything', async () => {
    const cwd = await prepare();
    const file = join(cwd, 'greeting', 'contract.yaml');
    const text = readFileSync(file, 'utf8').replace('name: who, type', 'name: who, holds: secret, type');
    writeFileSync(file, text.replace('usual: { who: Ada }', 'usual: { who: { credential: secret } }'));
    const { code, stdout, stderr } = await run(cwd, '--contracts', 'greeting', '--target', 'parcels.yaml');
    expect(code, stdout + stderr).toBe(0);
    expect(readResults(join(cwd, 'report')).contract.results[0]?.curl).toContain('$PARCELS_TOKEN');
    for (const { file: written, bytes } of filesBelow(join(cwd, 'report')))
      for (const secret of [TOKEN, encodeURIComponent(TOKEN), encodeURI(TOKEN)])
        expect(bytes.includes(secret), `${written} holds ${secret}`).toBe(false);
  });

  it('fifteen lines are a contract that runs without an account; nothing is run of an endpoint that the target lacks, with the cure', async () => {
    const cwd = await prepare();
    const lines = ['contract', 'scenarios'].map((file) => readFileSync(join(cwd, 'greeting', `${file}.yaml`), 'utf8'));
    expect(lines.join('').trim().split('\n')).toHaveLength(15);
    const file = join(cwd, 'greeting', 'contract.yaml');
    const text = readFileSync(file, 'utf8');
    mkdirSync(join(cwd, 'greeting', 'second'));
    writeFileSync(
      join(cwd, 'greeting', 'second', 'contract.yaml'),
      text
        .replaceAll(/\bgreeting\b/g, 'farewell')
        .replace('Greeting', 'Farewell')
        .replace('Greeting', 'Farewell'),
    );
    const scenarios = readFileSync(join(cwd, 'greeting', 'scenarios.yaml'), 'utf8');
    writeFileSync(join(cwd, 'greeting', 'second', 'scenarios.yaml'), scenarios.replaceAll('greeting', 'farewell'));
    const { code, stdout, stderr } = await run(cwd, '--contracts', 'greeting', '--target', 'nobody.yaml');
    expect(code, stdout + stderr).toBe(0);
    const said =
      /this target has no Farewell \(GET \/v1\/farewell is answered by 404.*\); leave it out with "--endpoint '!farewell'" of contract and gate/g;
    expect(stdout.match(said)).toHaveLength(1);
    expect(statesOf(cwd)).toEqual({ 'greeting.who': 'passed', 'farewell.who': 'not-run' });
  });

  it('fits the types of the package', () => {
    const cwd = scratchFolder();
    writeExamples(cwd);
    const compilerOptions = {
      strict: true,
      noEmit: true,
      exactOptionalPropertyTypes: true,
      module: 'nodenext',
      target: 'es2023',
      skipLibCheck: true,
      types: [],
      paths: { facegate: [join(packageRoot, 'src', 'facegate.ts')] },
    };
    writeFileSync(join(cwd, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['parcels'] }));
    writeFileSync(join(cwd, 'package.json'), '{ "type": "module" }');
    const tsc = join(packageRoot, 'node_modules', '.bin', 'tsc');
    const { status, stdout } = spawnSync(tsc, ['-p', cwd], { encoding: 'utf8' });
    expect(status, stdout).toBe(0);
  });
});
