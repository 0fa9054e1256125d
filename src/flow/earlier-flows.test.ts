import { describe, expect, it } from 'vitest';
import { learnFromFlows } from './earlier-flows.js';
import { FLOW_TIMES } from './times.js';

const flow = (...came: readonly string[]) => ({
  durationMs: 20_000,
  steps: ['page opened', ...came].map((title) => ({
    title,
    atMs: 0,
    detail: title === 'page opened' ? 'status 200' : '',
  })),
});
const refused = { durationMs: 1, steps: [{ title: 'page opened', atMs: 0, detail: '404' }] };
const times = (count: number, ...came: readonly string[]) => Array.from({ length: count }, () => flow(...came));

describe('what the first flows teach the others', () => {
  it.each([
    // what came so far                     flows                                                     not run          note                waits for the other
    ['nothing yet', [], '', '', 15_000],
    ['two without a notification', times(2, 'return'), '', '', 15_000],
    ['three without a notification', times(3, 'return'), '', 'notify_url was called in none', 2_000],
    ['three without a return', times(3, 'notify'), '', 'return_url was called in none', 2_000],
    ['one notification among many', [...times(5, 'return'), flow('notify', 'return')], '', '', 15_000],
    ['both in all', times(6, 'notify', 'return'), '', '', 15_000],
    ['two pages that did not end', times(2), '', '', 15_000],
    ['three pages that did not end', times(3), 'no callback came in any of the flows', '', 15_000],
    ['pages that were refused', [refused, refused, refused, refused], '', '', 15_000],
    ['flows of over 20 minutes', times(61, 'notify', 'return'), 'took 20 min', '', 15_000],
  ])('%s', (_what, results, notRun, note, waitsMs) => {
    const learnt = learnFromFlows(results, FLOW_TIMES);
    expect(learnt.notRun).toContain(notRun);
    if (notRun === '') expect(learnt.notRun).toBe('');
    expect(learnt.note).toContain(note);
    if (note === '') expect(learnt.note).toBe('');
    expect(learnt.times.othersWithinMs).toBe(waitsMs);
  });

  it('flows of a target that never notifies take a minute in all, not four', () => {
    let waitedMs = 0;
    const results: ReturnType<typeof flow>[] = [];
    for (let count = 0; count < 12; count += 1) {
      const { othersWithinMs, lateWithinMs } = learnFromFlows(results, FLOW_TIMES).times;
      waitedMs += othersWithinMs + lateWithinMs;
      results.push(flow('return'));
    }
    expect(waitedMs).toBeLessThan(80_000);
  });
});
