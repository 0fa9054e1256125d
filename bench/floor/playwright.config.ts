import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';

// The floor: the same runner as everybody uses it, fixtures for pages included; as many cases, the same reports, and
// nothing in a case. The contract run goes without those fixtures, so it may be below the floor.
const here = dirname(fileURLToPath(import.meta.url));
const out = process.env.FACEGATE_BENCH_OUT ?? '';

export default defineConfig({
  testDir: here,
  testMatch: /floor\.spec\.[jt]s$/,
  outputDir: join(out, 'output'),
  fullyParallel: true,
  workers: Number(process.env.FACEGATE_BENCH_WORKERS),
  reporter: [['html', { outputFolder: join(out, 'html'), open: 'never' }]],
});
