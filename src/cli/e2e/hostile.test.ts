import { existsSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeContract } from './contract.fixture.js';
import { watchMemory } from './memory.fixture.js';
import { readResults, scratchFolder, startCli, writeTarget } from './run-cli.fixture.js';

// Many runs side by side; of those against a server that drips, some wait a minute for a single answer.

const CHUNK = Buffer.alloc(65_536, '<p>x');
const ANSWERS = {
  deep: (response: ServerResponse) => response.end('['.repeat(5_000_000)),
  endless(response: ServerResponse) {
    const more = () => {
      while (!response.destroyed && response.write(CHUNK));
    };
    response.on('drain', more);
    more();
  },
  dripping(response: ServerResponse) {
    const timer = setInterval(() => response.write(' '), 1000);
    response.on('close', () => clearInterval(timer));
  },
};
type Kind = keyof typeof ANSWERS;

/** What the API answers, and the endpoint of `writeContract`, too. */
const FIRST = JSON.stringify({ token: 't', text: 't', request_id: 'r', time_used: 1, expired_time: 2_000_000_000 });

const NODE = ['--engine', 'node', '--out', 'out'];
/** By what is run: its words, and the exit codes that fit where whatever the server says comes to its end. */
const COMMANDS: Readonly<Record<string, readonly [words: readonly string[], answered: readonly number[]]>> = {
  contract: [
    ['contract', '--rule', 'biz_no.required', '--grep', 'biz_no given', '--workers', '1', '--out', 'out'],
    [1],
  ],
  // With what `sla` and `limit` do.
  gate: [['gate', '--contracts', 'contracts', '--sla', 'sla.yaml', '--max', '2', ...NODE], [1]],
  // Every request must get a token there: a crossed threshold.
  'load smoke': [
    ['load', 'smoke', ...NODE],
    [1, 3],
  ],
  watch: [
    ['watch', '--every', '1s', '--for', '2s', '--file', 'w.jsonl', '--out', 'out'],
    [3, 4],
  ],
  doctor: [['doctor'], [3]],
};
const UNANSWERED = [3, 4];
const ENV = { FACEGATE_TIMEOUT: '2s', FACEGATE_RATE: '2', FACEGATE_DURATION: '2s', FACEGATE_WARMUP: '1s' };
const MOST_MEMORY_KB = 600_000;

interface Ran {
  readonly out: string;
  readonly code: number | null;
  readonly said: string;
  readonly ownKb: number;
  readonly treeKb: number;
}

let server: Server;
let base: string;
const asked = new Set<string>();
beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      const [, kind, command] = request.url!.split('/');
      const first = `${kind} ${command} ${request.method}`;
      // To what answers like this from the start, nothing more would be sent. Only the doctor asks once.
      if (asked.has(first) || command === 'doctor') ANSWERS[kind as Kind](response);
      else response.end(FIRST);
      asked.add(first);
    });
    request.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close().closeAllConnections());

async function run(kind: Kind, command: string): Promise<Ran> {
  const cwd = scratchFolder();
  const target = writeTarget(cwd, `${base}/${kind}/${command.replace(' ', '-')}`);
  const objective = { percentile: 95, below_ms: 2000 };
  writeContract(cwd);
  writeFileSync(join(cwd, 'sla.yaml'), JSON.stringify({ duration: '2s', warmup: '1s', rate: 2, latency: [objective] }));
  const { child, ended } = startCli([...COMMANDS[command]![0], '--target', target], cwd, ENV);
  const memory = watchMemory(child.pid);
  const { code, stdout, stderr } = await ended.finally(memory.end);
  return { out: join(cwd, 'out'), code, said: stdout + stderr, ownKb: memory.own(), treeKb: memory.tree() };
}

/** What tells the kinds of answers apart is how they are read: by the contract run, by the engine of load, by a look at the target. */
const READERS = ['contract', 'load smoke', 'doctor'];
/** What `load` reads, a gate reads, too. */
const OTHERS = Object.keys(COMMANDS).filter((command) => command !== 'load smoke');
const KINDS: Readonly<Record<Kind, readonly string[]>> = { deep: READERS, endless: OTHERS, dripping: OTHERS };

/** Three of a kind at a time, those that take longest first; those against a server that drips mostly wait. */
async function runAll(kind: Kind): Promise<Map<string, Ran>> {
  const waiting = [...KINDS[kind]];
  const ran = new Map<string, Ran>();
  const lane = async () => {
    for (let command = waiting.shift(); command !== undefined; command = waiting.shift())
      ran.set(command, await run(kind, command));
  };
  await Promise.all(Array.from({ length: kind === 'dripping' ? waiting.length : 3 }, lane));
  return ran;
}

let dripping: Promise<Map<string, Ran>>;
beforeAll(() => {
  dripping = runAll('dripping');
  dripping.catch(() => undefined);
});

describe.each(['deep', 'endless', 'dripping'] as const)('trust row 25: against a server of %s answers', (kind) => {
  let all: Map<string, Ran>;
  beforeAll(async () => {
    all = await (kind === 'dripping' ? dripping : runAll(kind));
  });

  it.each(KINDS[kind])('%s ends by itself in bounded memory, with a report', (command) => {
    const { out, code, said, ownKb, treeKb } = all.get(command)!;
    expect(kind === 'dripping' ? UNANSWERED : COMMANDS[command]![1], said).toContain(code);
    expect(said).not.toContain('defect');
    if (command !== 'doctor') expect(existsSync(join(out, 'index.html')), said).toBe(true);
    expect(ownKb).toBeLessThan(MOST_MEMORY_KB);
    expect(treeKb).toBeLessThan(MOST_MEMORY_KB);
  });

  it('what a contract run keeps of such answers is small', () => {
    const { out } = all.get('contract')!;
    expect(statSync(join(out, 'records.jsonl')).size).toBeLessThan(1_000_000);
    const { results } = readResults(out).contract;
    const told = results.map(({ actual, note }) => `${actual} ${note}`).join();
    expect(told).toMatch(kind === 'dripping' ? /no (whole )?answer/ : /the body (was cut off after 16 MB|is 5\.0 MB)/);
  });
});
