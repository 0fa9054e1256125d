import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { loadPlan } from './src/runner/plan.js';

// The same file serves the sources and, compiled, an installed package: every path is relative to it.
const here = dirname(fileURLToPath(import.meta.url));
const plan = loadPlan(process.env);
const kinds = new Set(plan.scenarios.map(({ scenario: { kind } }) => kind ?? 'request'));
const hasFlows = kinds.has('flow');
const hasBursts = kinds.has('burst');
const hasCases = [...kinds].some((kind) => !['sweep', 'burst', 'flow'].includes(kind));
// A single port takes the callbacks of a target on the network, and a person sits before one window.
const flowWorkers = plan.flow.callbacks !== null || plan.flow.person ? 1 : Math.min(2, plan.workers);
// Bursts count requests in flight: they wait for all others.
const first = hasBursts ? { teardown: 'bursts' } : {};

export default defineConfig({
  testDir: join(here, 'src', 'runner'),
  outputDir: join(dirname(plan.recordsFile), 'playwright-output'),
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  // Flows mostly wait; on this machine they run beside the cases, elsewhere they share the workers that were asked for.
  workers: hasFlows && plan.flow.loopback ? plan.workers + flowWorkers : plan.workers,
  timeout: 15 * 60_000,
  preserveOutput: 'never',
  reporter: [
    [join(here, 'src', 'runner', `progress-reporter${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`)],
    ['html', { outputFolder: plan.htmlFolder, open: 'never' }],
  ],
  // Traces and screenshots of requests would carry secrets.
  use: { trace: 'off', screenshot: 'off', video: 'off' },
  projects: [
    ...(hasFlows ? [{ name: 'flows', testMatch: /flows\.spec\.[jt]s$/, workers: flowWorkers, ...first }] : []),
    ...(hasCases ? [{ name: 'cases', testMatch: /cases\.spec\.[jt]s$/, workers: plan.workers, ...first }] : []),
    ...(hasBursts ? [{ name: 'bursts', testMatch: /bursts\.spec\.[jt]s$/, fullyParallel: false }] : []),
  ],
});
