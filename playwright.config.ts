import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { loadPlan } from './src/runner/plan.js';

// The same file serves the sources and, compiled, an installed package: every path is relative to it.
const here = dirname(fileURLToPath(import.meta.url));
const plan = loadPlan(process.env);
const has = (burst: boolean) =>
  plan.scenarios.some(({ scenario: { kind } }) => kind !== 'sweep' && (kind === 'burst') === burst);

export default defineConfig({
  testDir: join(here, 'src', 'runner'),
  outputDir: join(dirname(plan.recordsFile), 'playwright-output'),
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: plan.workers,
  timeout: 15 * 60_000,
  preserveOutput: 'never',
  reporter: [
    [join(here, 'src', 'runner', `progress-reporter${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`)],
    ['html', { outputFolder: plan.htmlFolder, open: 'never' }],
  ],
  // Traces and screenshots of requests would carry secrets.
  use: { trace: 'off', screenshot: 'off', video: 'off' },
  projects: [
    ...(has(false)
      ? [{ name: 'cases', testMatch: /cases\.spec\.[jt]s$/, ...(has(true) ? { teardown: 'bursts' } : {}) }]
      : []),
    ...(has(true) ? [{ name: 'bursts', testMatch: /bursts\.spec\.[jt]s$/, fullyParallel: false }] : []),
  ],
});
