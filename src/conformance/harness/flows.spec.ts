import { test as base } from './bare-test.js';
import type { Ended } from './carry-out.js';
import { titleOfFlows } from './case-title.js';
import { groupFlows, waitsForExpiry } from './flow-groups.js';
import type { FlowStage } from './flow-tools.js';
import { parallelismOf } from './parallelism.js';
import { PROMPT } from './progress-reporter.js';
import { runAhead } from './run-ahead.js';
import { atWork, plan } from './worker.js';

// One browser for all flows; every case has a context of its own.
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
const groups = groupFlows(plan.scenarios);

/** The walks, of which some go on while Playwright waits for one: a test says only how its own ended. */
let walks: ((place: number) => Promise<Ended>) | undefined;

async function beginWalks(stage: FlowStage) {
  const [{ carryOut }, { runFlows }] = await Promise.all([atWork(), import('./run-flow.js')]);
  const prompt = plan.flow.person ? person : nobody;
  const jobs = groups.map(
    (cases) => () => carryOut(plan, cases, (tools) => runFlows(cases, { ...tools, stage, prompt })),
  );
  const { flows } = parallelismOf(plan);
  // Tokens of a short life are waited for beside the other walks.
  const besides = flows > 1 && plan.flow.shortLifeUrl !== '';
  return runAhead(jobs, flows, (place) => besides && waitsForExpiry(groups[place]!));
}

groups.forEach((cases, place) => {
  test(titleOfFlows(cases), async ({ stage }) => {
    const { endTest } = await atWork();
    walks ??= await beginWalks(stage);
    endTest(await walks(place));
  });
});
