import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findK6 } from '../find-k6.js';
import type { LoadOutcome } from '../outcome.js';
import { ALL_CASES } from './all-cases.js';
import { expectCase, inTime } from './expect-case.fixture.js';
import { shapeOf } from './observe.js';
import { openStage, type Stage } from './run-case.fixture.js';

const k6 = findK6(process.env);
const noK6 = k6 === undefined ? ' (skipped: no k6 on PATH, and FACEGATE_K6 names none)' : '';

/** What workers share, or sum up: without k6 to compare with, one thread shows the others as well, see conformance.test.ts. */
const OF_WORKERS = ['executors', 'thresholds', 'scripts', 'lifecycle'];
/** A run with such options ends before there is a worker. */
const REFUSED = 104;
const CASES =
  k6 !== undefined
    ? ALL_CASES
    : ALL_CASES.filter(([about]) => OF_WORKERS.includes(about)).map(
        ([about, cases]) => [about, cases.filter(({ exitCode }) => exitCode !== REFUSED)] as const,
      );

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

describe.each(CASES)('%s', (_, cases) => {
  const onEngine = new Map<string, LoadOutcome>();

  describe('on the node engine on two workers', () => {
    it.concurrent.for(cases)('$name', (wanted, context) =>
      inTime(context, wanted, async () => {
        const ran = await stage.onTwoWorkers(wanted);
        onEngine.set(wanted.name, ran.outcome);
        expectCase(wanted, ran);
      }),
    );
  });

  describe.skipIf(k6 === undefined)(`on k6${noK6}`, () => {
    it.concurrent.for(cases)('$name', (wanted, context) =>
      inTime(context, wanted, async () => {
        const ran = await stage.onK6(wanted, k6!);
        expectCase(wanted, ran);
        const alike = onEngine.get(wanted.name) ?? (await stage.onTwoWorkers(wanted)).outcome;
        expect(shapeOf(alike), 'the node engine (received) against k6 (expected)').toEqual(shapeOf(ran.outcome));
      }),
    );
  });
});
