import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { judgedInTime } from '../../testing/judged-in-time.js';
import { startEmulate, writeEmulateTarget } from './emulate.fixture.js';
import { readResults, runCli, scratchFolder } from './run-cli.fixture.js';

/** The q-quantile of milliseconds by linear interpolation at q(n − 1), as k6 has it. */
function quantile(sorted: readonly number[], q: number): number {
  const at = q * (sorted.length - 1);
  const low = sorted[Math.floor(at)]!;
  return low + (at % 1) * (sorted[Math.ceil(at)]! - low);
}

// A machine that delays the client or the server is no fault of the measuring: client and server are threads that together
// wait for a core for less than 2 % of the run, or nothing is said. The latencies are long beside such delays.
const IN_TIME = { toleratesMs: 120, attempts: 2 };

it('500 arrivals a second of a log-normal latency: p50, p95 and p99 within 2 % of the server’s own record', (context) =>
  judgedInTime(context, IN_TIME, compareWithServer));

async function compareWithServer(): Promise<void> {
  const cwd = scratchFolder();
  const emulate = await startEmulate(['--latency', '300,1200', '--seed', '1'], cwd, { log: true });
  onTestFinished(emulate.close);
  const { code, stdout } = await runCli(
    ['load', 'latency', '--engine', 'node', '--target', writeEmulateTarget(cwd, emulate.url), '--out', 'out'],
    cwd,
    {
      FACEGATE_RATE: '500',
      FACEGATE_WARMUP: '0s',
      FACEGATE_DURATION: '6s',
      FACEGATE_VUS: '1000',
      FACEGATE_P95_MS: '5000',
    },
  );
  expect(code, stdout).toBe(0);
  // Of each request the line says how long it took from its first byte to its answer, in whole milliseconds.
  const server = emulate
    .lines()
    .flatMap((line) => [...(/ POST \S+ 200 - (\d+)ms/g.exec(line)?.slice(1) ?? [])])
    .map(Number)
    .sort((a, b) => a - b);
  const { latency } = readResults(join(cwd, 'out')).load![0]!;
  expect(latency).toMatchObject({ requests: server.length, dropped: 0 });
  expect(server.length).toBeGreaterThanOrEqual(3000);
  for (const percentile of [50, 95, 99]) {
    const client = latency!.percentiles.find((entry) => entry.percentile === percentile)!.ms;
    const truth = quantile(server, percentile / 100);
    expect(client / truth, `p${percentile}: ${client} ms, the server says ${truth}`).toBeGreaterThan(0.98);
    expect(client / truth, `p${percentile}: ${client} ms, the server says ${truth}`).toBeLessThan(1.02);
  }
}
