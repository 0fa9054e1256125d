import { test as base } from './bare-test.js';
import { titleOfFlows } from './case-title.js';
import { groupFlows } from './flow-groups.js';
import type { FlowStage } from './flow-tools.js';
import { PROMPT } from './progress-reporter.js';
import { atWork, plan } from './worker.js';

// One browser for all flows of a worker; every case has a context of its own.
const test = base.extend<object, { stage: FlowStage }>({
  stage: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
    async ({}, use) => {
      const { openStage } = await import('./flow-stage.js');
      const stage = openStage(plan.flow, plan.proxy);
      await use(stage);
      await stage.close();
    },
    { scope: 'worker' },
  ],
});

const nobody = async () => undefined;
const person = (text: string) => test.step(PROMPT + text, nobody);

for (const cases of groupFlows(plan.scenarios)) {
  test(titleOfFlows(cases), async ({ stage }) => {
    const [{ carryOut }, { runFlows }] = await Promise.all([atWork(), import('./run-flow.js')]);
    const prompt = plan.flow.person ? person : nobody;
    await carryOut(plan, cases, (tools) => runFlows(cases, { ...tools, stage, prompt }));
  });
}
