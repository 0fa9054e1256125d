import { afterAll, beforeAll, describe, it } from 'vitest';
import { ALL_CASES, usesNetwork } from './all-cases.js';
import { expectCase, inTime } from './expect-case.fixture.js';
import { openStage, type Stage } from './run-case.fixture.js';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

describe.each(ALL_CASES)('%s on the node engine in one thread', (_, cases) => {
  const here = cases.filter(({ strays }) => !strays);

  it.each(here.filter((one) => !usesNetwork(one)))('$name (on a virtual clock)', async (wanted) =>
    expectCase(wanted, await stage.inThread(wanted)),
  );

  it.concurrent.for(here.filter(usesNetwork))('$name', (wanted, context) =>
    inTime(context, wanted, async () => expectCase(wanted, await stage.inThread(wanted))),
  );
});
