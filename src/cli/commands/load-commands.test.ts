import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { emulatorAccounts } from '../../emulator/accounts.js';
import { type Emulator, startEmulator } from '../../emulator/server.js';
import { testOptions } from '../../emulator/testing/test-app.js';
import type { LoadOptions } from '../../k6/run.js';
import { spawnInline } from '../../k6/thread.js';
import type { Results } from '../../records/types.js';
import { gateCommand } from './gate.js';
import { loadCommand } from './load.js';
import { reportCommand } from './report.js';
import { watchCommand } from './watch.js';

// The bundler and the engine, which have a process and threads of their own, run in this one.
vi.mock('../../k6/prepare-in-child.js', async () => ({
  prepareInChild: (await import('../../k6/prepare.js')).prepareScript,
}));
vi.mock('../../k6/run.js', async (load) => {
  const real = await load<typeof import('../../k6/run.js')>();
  const runLoad = (options: LoadOptions) =>
    real.runLoadOn(options, { workers: 1, prepare: async () => options.prepared!, spawn: spawnInline });
  return { ...real, runLoad };
});

const { apiKey, apiSecret } = emulatorAccounts.full;
const folder = mkdtempSync(join(tmpdir(), 'facegate-commands-'));
const at = (name: string) => join(folder, name);
const read = (name: string) => JSON.parse(readFileSync(at(name), 'utf8')) as Results;
const common = { engine: 'node', history: at('history.jsonl') } as const;

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator(testOptions());
  const account = `credentials: { full: { api_key: ${apiKey}, api_secret: ${apiSecret} } }`;
  writeFileSync(at('local.yaml'), `url: ${emulator.url}\n${account}\n`);
  writeFileSync(at('remote.yaml'), `url: https://faceid.example\n${account}\nbudget: { per_second: 5 }\n`);
  writeFileSync(at('sla.yaml'), 'latency: [{ percentile: 50, below_ms: 60000 }]\nrate: 20\nwarmup: 0s\nduration: 2s\n');
});
afterAll(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true });
});

describe('commands of load, in this process against an emulator in this process', () => {
  test('load runs a script, judges it and writes its folder; report makes the same again from its records', async () => {
    const given = { ...common, target: at('local.yaml'), out: at('smoke'), lang: 'zh' } as const;
    expect(await loadCommand('smoke', ['-e', 'FACEGATE_VUS=1'], given)).toBe(0);
    const results = read('smoke/results.json');
    expect(results.load).toMatchObject([{ script: 'smoke', complete: true, notRun: '', preflight: 1 }]);
    const repeated = ['load', 'smoke', '--engine', 'node', '--target', given.target, '--seed'];
    expect(results.run.command).toEqual([...repeated, String(results.run.seed), '--', '-e', 'FACEGATE_VUS=1']);
    expect(readFileSync(at('smoke/index.html'), 'utf8')).not.toContain(apiSecret);
    rmSync(at('smoke/results.json'));
    await reportCommand(at('smoke'), { history: common.history });
    expect(read('smoke/results.json').load).toMatchObject([{ script: 'smoke', metrics: results.load[0]!.metrics }]);
  });

  test('a refused pre-flight is counted among the requests that were sent', async () => {
    const account = `credentials: { full: { api_key: ${apiKey}, api_secret: no-secret-of-anybody } }`;
    writeFileSync(at('refused.yaml'), `url: ${emulator.url}\n${account}\n`);
    const before = emulator.stats().requests;
    expect(await loadCommand('smoke', [], { ...common, target: at('refused.yaml'), out: at('refused') })).toBe(2);
    expect(emulator.stats().requests - before).toBe(1);
    expect(read('refused/results.json').load).toMatchObject([{ preflight: 1, metrics: {} }]);
    expect(readFileSync(at('refused/index.html'), 'utf8')).toMatch(/>1<[^\n]{0,60}request sent/);
  });

  test('gate measures latency by an agreement where nothing else is wanted', async () => {
    const skip = ['contract', 'limit'] as const;
    const given = { ...common, target: at('local.yaml'), out: at('gate'), sla: at('sla.yaml') };
    expect(await gateCommand({ ...given, skip, deviations: at('none.yaml') })).toBe(0);
    expect(read('gate/results.json').run.command.join(' ')).toContain(
      `--sla ${at('sla.yaml')} --skip contract --skip limit --deviations ${at('none.yaml')} --seed `,
    );
    expect(read('gate/results.json').load).toMatchObject([{ kind: 'sla', sla: { verdict: 'pass' } }]);
  });

  test('load --export k8s writes manifests with the budget kept and no secret in them', async () => {
    const given = { ...common, target: at('remote.yaml'), out: at('k8s'), export: 'k8s', parallelism: 1 } as const;
    expect(await loadCommand('latency', ['-e', 'FACEGATE_RATE=2', '-e', 'FACEGATE_DURATION=10s'], given)).toBe(0);
    const yaml = readFileSync(at('k8s/latency.yaml'), 'utf8');
    expect(yaml).toContain('https://faceid.example');
    expect(yaml).not.toContain(apiSecret);
  });

  test('watch takes samples for a while and tells them by hour and by day', async () => {
    const file = at('watch.jsonl');
    const sampled = { ...common, target: at('local.yaml'), file, every: 200, for: 700 };
    expect(await watchCommand(sampled)).toBe(0);
    expect(await watchCommand({ ...sampled, report: true, sla: at('sla.yaml'), out: at('watch') })).toBe(4);
    expect(read('watch/results.json').load[0]!.watch!.hours.length).toBeGreaterThan(0);
  });
});
