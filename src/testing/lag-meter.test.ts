import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { startLagMeter } from './lag-meter.js';

it('sees a thread that does not come to its timers', () => {
  const meter = startLagMeter();
  const until = performance.now() + 200;
  while (performance.now() < until);
  const { sumMs, worstStallMs } = meter.lag();
  expect(sumMs).toBeGreaterThan(150);
  expect(worstStallMs).toBeGreaterThan(150);
  meter.stop();
});

const known = existsSync('/proc/self/schedstat');
const title = 'sees other processes wait for a core';
it.skipIf(!known)(known ? title : `${title} (skipped: this system does not tell how long they wait)`, async () => {
  const spin = 'const until = Date.now() + 400; while (Date.now() < until);';
  const meter = startLagMeter();
  // One more than there are cores: together they wait for as long as one of them runs.
  const many = Array.from({ length: availableParallelism() + 1 }, () =>
    promisify(execFile)(process.execPath, ['-e', spin]),
  );
  await Promise.all(many);
  expect(meter.lag().sumMs).toBeGreaterThan(50);
  meter.stop();
});
