import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { parallelismOf } from './src/conformance/harness/parallelism.js';
import { loadPlan } from './src/conformance/harness/plan.js';
import { runBy } from './src/conformance/scenario/types.js';

// The same file serves the sources and, compiled, an installed package: every path is relative to it.
const here = dirname(fileURLToPath(import.meta.url));
const plan = await loadPlan(process.env);
const ran = new Set(plan.scenarios.map(({ scenario }) => runBy(scenario)));
const hasFlows = ran.has('flows');
const hasBursts = ran.has('bursts');
const hasCases = ran.has('cases');
const { workers, burstsLast } = parallelismOf(plan);
// Playwright begins a teardown when all else has ended.
const first = hasBursts && burstsLast ? { teardown: 'bursts' } : {};

export default defineConfig({
  testDir: join(here, 'src', 'conformance', 'harness'),
  outputDir: plan.outputFolder,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers,
  timeout: 15 * 60_000,
  // The folder goes with the run, once; a case never writes into its own.
  preserveOutput: 'always',
  reporter: [
    [
      join(
        here,
        'src',
        'conformance',
        'harness',
        `progress-reporter${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`,
      ),
    ],
    ...(plan.htmlFolder === '' ? [] : [['html', { outputFolder: plan.htmlFolder, open: 'never' }] as const]),
  ],
  // Traces and screenshots of requests would carry secrets.
  use: { trace: 'off', screenshot: 'off', video: 'off' },
  // In this order they begin: flows take longest, bursts need the others out of their way most.
  projects: [
    ...(hasFlows ? [{ name: 'flows', testMatch: /flows\.spec\.[jt]s$/, workers: 1, ...first }] : []),
    ...(hasCases ? [{ name: 'cases', testMatch: /cases\.spec\.[jt]s$/, workers: plan.caseWorkers, ...first }] : []),
    ...(hasBursts ? [{ name: 'bursts', testMatch: /bursts\.spec\.[jt]s$/, fullyParallel: false }] : []),
  ],
});
