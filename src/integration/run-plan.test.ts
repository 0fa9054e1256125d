import { expect, test } from 'vitest';
import type { Observation } from './observation.js';
import { otherRows, type Row } from './rows.js';
import { type RowEnding, runPlan } from './run-plan.js';
import { asked, observation } from './testing/observed.js';

/** Carries the plan out; what a check shows tells whether the run is interrupted in it. */
async function interruptedRun(
  check: (row: Row) => { readonly seen: Observation; readonly interrupted?: boolean },
): Promise<readonly RowEnding[]> {
  let stopped = false;
  return runPlan({
    judging: { limits: { seconds: 1, tries: 3 }, hasDone: false },
    wants: () => true,
    async run(row) {
      const { seen, interrupted = false } = check(row);
      stopped ||= interrupted;
      return seen;
    },
    tellsByUnique: () => true,
    revive: async () => '',
    stopped: () => stopped,
    wholeRun: () => ({ tracks: [], strays: [], lines: [], shown: [], people: [] }),
    progress: () => undefined,
  });
}

const unanswered = observation([], { drive: { status: 0, error: 'the program ended', ms: 1, excerpt: '' } });

test('what an interrupt cuts off is no fault of the client: no rule of it is judged', async () => {
  const endings = await interruptedRun(() => ({ seen: unanswered, interrupted: true }));
  expect(endings.filter(({ status }) => status === 'failed')).toEqual([]);
  const token = endings.find(({ rule }) => rule === 'client.token');
  expect(token).toMatchObject({ status: 'not-run', undecided: true, actual: 'the run was stopped before it' });
});

test('what failed beside others is no verdict where the run is interrupted before it has failed alone', async () => {
  const before = new Set<Row>();
  const endings = await interruptedRun((row) => {
    if (row.rules.includes('client.token')) return { seen: observation([asked(0, '', 'a token')]) };
    const interrupted = otherRows.includes(row) && before.has(row);
    before.add(row);
    return { seen: observation([], { appEnded: 'exit code 1' }), interrupted };
  });
  const ofOthers = endings.filter(({ row }) => row !== undefined && otherRows.includes(row));
  expect(ofOthers.filter(({ status }) => status === 'failed').map(({ rule }) => rule)).toEqual([]);
  expect(ofOthers.some(({ actual }) => actual === 'the run was stopped before it')).toBe(true);
});
