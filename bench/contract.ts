import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openCoordinator } from '../src/conformance/coordinator.js';
import type { PlanWithSecrets } from '../src/conformance/harness/plan.js';
import { openTarget } from '../src/conformance/open-target.js';
import { startRunner } from '../src/conformance/run-playwright.js';
import { loadContracts } from '../src/conformance/sources/load-contracts.js';
import { noFlow } from '../src/flow/settings.js';
import { createRedactor } from '../src/output/redactor.js';
import { packageRoot } from '../src/run/package-root.js';

const ROUNDS = 3;
const WORKERS = 2;

/**
 * Cases a second of the contract run beside the floor of the same runner with empty cases, in turns, on one emulator. A first
 * round that warms the photo cache is not counted. Bursts are left out: they wait on purpose.
 */
export async function benchContract(): Promise<string> {
  const scratch = mkdtempSync(join(tmpdir(), 'facegate-bench-'));
  const { contracts, scenarios: all } = await loadContracts({}, packageRoot);
  const scenarios = all.filter(
    ({ scenario: { kind } }) => kind === undefined || kind === 'request' || kind === 'repeat',
  );
  const open = await openTarget('emulator', process.env, packageRoot, 'needed');
  try {
    const plan: PlanWithSecrets = {
      seed: 1,
      nonce: 'bench',
      baseUrl: open.target.url,
      embedded: true,
      scenarios,
      contracts,
      concurrencyLimit: null,
      burstsForbidden: '',
      permitUrl: '',
      recordsFile: join(scratch, 'records.jsonl'),
      imageFolders: [join(packageRoot, 'fixtures', 'images')],
      photosUnavailable: open.photosUnavailable,
      returnUrl: 'https://example.com/return',
      notifyUrl: 'https://example.com/notify',
      htmlFolder: join(scratch, 'html'),
      outputFolder: join(scratch, 'output'),
      workers: WORKERS,
      caseWorkers: WORKERS,
      timeoutMs: 60_000,
      retries: 3,
      missingRoles: {},
      preflightContract: '',
      refusedRoles: {},
      flow: noFlow,
      proxy: null,
      credentials: open.credentials,
    };
    const coordinator = await openCoordinator(plan, createRedactor([]));
    const run = async () => {
      const begun = performance.now();
      const { errors } = await startRunner(coordinator.url, scratch, () => undefined).ended;
      if (errors.length > 0) throw new Error(errors.join('\n'));
      return performance.now() - begun;
    };
    await run();
    const times = { contract: [] as number[], floor: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      times.floor.push(runFloor(scratch, scenarios.length));
      times.contract.push(await run());
    }
    coordinator.close();
    return table(scenarios.length, median(times.contract), median(times.floor));
  } finally {
    await open.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function runFloor(scratch: string, cases: number): number {
  const cli = join(dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js');
  const config = join(dirname(fileURLToPath(import.meta.url)), 'floor', 'playwright.config.js');
  const env = {
    ...process.env,
    FACEGATE_BENCH_OUT: scratch,
    FACEGATE_BENCH_CASES: String(cases),
    FACEGATE_BENCH_WORKERS: String(WORKERS),
    FORCE_COLOR: '0',
    TMPDIR: scratch,
  };
  const begun = performance.now();
  const { status, stdout } = spawnSync(process.execPath, [cli, 'test', '--config', config], { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the floor did not run: ${stdout}`);
  return performance.now() - begun;
}

function table(cases: number, contractMs: number, floorMs: number): string {
  const row = (name: string, ms: number) =>
    `${name.padEnd(34)}${((cases / ms) * 1000).toFixed(0).padStart(8)} cases/s${(ms / cases).toFixed(2).padStart(9)} ms a case`;
  return [
    `contract run, ${cases} cases, ${WORKERS} workers, median of ${ROUNDS} rounds in turns, start of the runner included`,
    row('empty cases (the floor)', floorMs),
    row('scenarios against the emulator', contractMs),
    `ratio ${(contractMs / floorMs).toFixed(2)} (goal: at most 1.5)`,
  ].join('\n');
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
