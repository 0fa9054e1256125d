import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, describe, expect, it, vi } from 'vitest';
import schema from '../../records/results.schema.json' with { type: 'json' };
import { filesBelow, readResults, runCli, scratchFolder, startTarget, writeTarget } from './run-cli.fixture.js';

// The whole gate: every scenario, a latency run and a limit search.
vi.setConfig({ testTimeout: 400_000 });

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

describe('facegate gate', () => {
  it('runs contract, latency and limit into one folder with one verdict', async () => {
    const cwd = scratchFolder();
    const { code, stdout } = await runCli(['gate', '--engine', 'node', '--seed', '7'], cwd);
    const results = readResults(join(cwd, 'reports', 'latest'));
    expect(results.causes).toEqual([]);
    expect(code).toBe(0);
    const validate = new Ajv({ allErrors: true, validateFormats: false }).compile(schema);
    expect(validate(results), JSON.stringify(validate.errors)).toBe(true);
    expect(results).toMatchObject({ verdict: 'passed', exitCode: 0, run: { complete: true, seed: 7 } });
    expect(results.contract.summary.failed).toBe(0);
    expect(results.contract.summary.passed).toBeGreaterThan(300);
    expect(results.load).toMatchObject([
      { kind: 'sla', script: 'latency', engine: 'node', sla: { verdict: 'pass' } },
      { kind: 'limit', script: 'limit', limit: { value: 5, cause: 'concurrency' } },
    ]);
    expect(stdout).toContain('index.html');
    const pages = filesBelow(join(cwd, 'reports', 'latest', '')).filter(({ file }) => file.endsWith('index.html'));
    expect(pages.length).toBe(2);
  });

  it('a target that is not there ends 3, and nothing is measured', async () => {
    const cwd = scratchFolder();
    const { code } = await runCli(['gate', '-t', writeTarget(cwd, 'http://127.0.0.1:1'), '--out', 'out'], cwd);
    expect(code).toBe(3);
    expect(readResults(join(cwd, 'out'))).toMatchObject({ verdict: 'unreachable', load: [] });
  });

  it('has one budget for all of it', async () => {
    let requests = 0;
    const started = await startTarget((_, response) => {
      requests += 1;
      response.end(`{"token":"t${requests}","request_id":"r${requests}","time_used":0,"expired_time":9999999999}`);
    });
    closing.push(started.close);
    const cwd = scratchFolder();
    const file = writeTarget(cwd, started.url, 'budget: { requests: 40 }\n');
    const { stdout } = await runCli(['gate', '--engine', 'node', '-t', file, '--out', 'out'], cwd);
    expect(requests).toBeLessThanOrEqual(40);
    expect(stdout).toContain('0 are left of the budget');
    expect(readResults(join(cwd, 'out')).load).toEqual([]);
  });
});
