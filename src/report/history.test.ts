import { describe, expect, it } from 'vitest';
import { type HistoryLine, historyLine, historyLines } from '../records/history.js';
import { aLatency, aLimit, aLoadRecord } from '../records/load-record.fixture.js';
import type { RuleStatus } from '../records/types.js';
import { compareRuns, isSame, isWorse } from './compare.js';
import { historyOf, newsOf } from './history.js';
import { renderHtml } from './html.js';
import { section, textOf } from './page.fixture.js';
import { aResult, aRule, aRun, passingRun } from './sample.fixture.js';

/** A run whose rules ended like this, by id. */
function ended(id: string, rules: Readonly<Record<string, RuleStatus>>) {
  const entries = Object.entries(rules);
  return aRun({
    contract: {
      results: entries.map(([rule, status]) =>
        aResult({ id: `${rule}/1`, rule, status: status === 'failed' ? 'failed' : 'passed' }),
      ),
      rules: entries.map(([rule, status]) => aRule({ id: rule, status })),
    },
    run: { id },
  });
}
const lines = (...runs: ReturnType<typeof aRun>[]): HistoryLine[] => runs.map(historyLine);

describe('the history of a target', () => {
  it('tells what broke with this run, since when the rest is broken, and what is fixed', () => {
    const before = lines(
      ended('r1', { a: 'passed', b: 'failed', c: 'failed' }),
      ended('r2', { a: 'passed', b: 'failed', d: 'failed' }),
    );
    const now = ended('r3', { a: 'failed', b: 'failed', c: 'passed', d: 'failed', e: 'failed' });
    const { broken, still, fixed, runs } = historyOf(before, now);
    expect(broken).toEqual(['a']);
    expect(still.map(({ rule, since }) => [rule, since.id])).toEqual([
      ['b', 'r1'],
      ['d', 'r2'],
    ]);
    expect(fixed).toEqual(['c']);
    expect(runs.map(({ id }) => id)).toEqual(['r1', 'r2', 'r3']);
    expect([...newsOf(historyOf(before, now), now)]).toEqual(['a/1']);
  });

  it('begins anew with a rule that was kept in between', () => {
    const before = lines(ended('r1', { a: 'failed' }), ended('r2', { a: 'passed' }), ended('r3', { a: 'failed' }));
    const { still, broken } = historyOf(before, ended('r4', { a: 'failed' }));
    expect(broken).toEqual([]);
    expect(still.map(({ since }) => since.id)).toEqual(['r3']);
  });

  it('looks at runs of the same target alone, and of a report made again at those before it', () => {
    const other = { ...historyLine(ended('x', { a: 'passed' })), target: 'another' };
    const all = [other, ...lines(ended('r1', { a: 'passed' }), ended('r2', { a: 'failed' }), ended('r3', {}))];
    expect(historyOf(all, ended('r2', { a: 'failed' })).runs.map(({ id }) => id)).toEqual(['r1', 'r2']);
  });

  it('keeps 30 runs, and leaves out lines that are none', () => {
    const many = lines(...Array.from({ length: 40 }, (_, index) => ended(`r${index}`, {})));
    expect(historyOf(many, ended('now', {})).runs).toHaveLength(30);
    expect(historyLines([{ version: 2 }, { any: 1 }, ...many.slice(0, 1)])).toHaveLength(1);
  });

  it('stands in the page as small charts with their numbers', () => {
    const run = {
      ...passingRun,
      load: [aLoadRecord({ latency: aLatency() }), aLoadRecord({ latency: null, limit: aLimit() })],
    };
    const page = renderHtml(run, { history: lines(ended('earlier', { 'endpoint.post': 'failed' })) });
    const history = section(page, 'history');
    expect(history.match(/<svg/g)).toHaveLength(4);
    expect(textOf(history)).toContain('Fixed in this run 1 endpoint.post');
  });
});

describe('two runs compared', () => {
  const load = (ms: number, low: number | null, high: number | null, limit: [number, number | null]) => [
    aLoadRecord({ latency: aLatency({ percentiles: [{ percentile: 95, ms, low, high }] }) }),
    aLoadRecord({ latency: null, limit: aLimit({ low: limit[0], high: limit[1] }) }),
  ];

  it.each([
    [212, 208, 217, 'unclear'],
    [240, 216, 260, 'unclear'],
    [240, 218, 260, 'higher'],
    [180, 170, 207, 'lower'],
    [900, null, null, 'unclear'],
  ] as const)('p95 %d [%j–%j] against [208–217]: %s', (ms, low, high, move) => {
    const { latency } = compareRuns(
      aRun({ load: load(212, 208, 217, [5, 6]) }),
      aRun({ load: load(ms, low, high, [5, 6]) }),
    );
    expect(latency.map((one) => one.move)).toEqual([move]);
  });

  it('tells rules, observations, words and the limit that changed', () => {
    const seen = (actual: string) => aResult({ id: 'o/1', rule: 'o', status: 'observed', actual });
    const worded = (actual: string) => aResult({ id: 'w/1', rule: 'w', status: 'passed', actual });
    const run = (status: RuleStatus, results: ReturnType<typeof aResult>[], limit: [number, number | null]) =>
      aRun({ contract: { rules: [aRule({ id: 'a', status })], results }, load: load(1, 1, 1, limit) });
    const before = run('passed', [seen('200 and a token'), worded('400 BAD_ARGUMENTS:x')], [5, 6]);
    const after = run('failed', [seen('400 BAD_ARGUMENTS:x'), worded('400 BAD_ARGUMENTS: x')], [3, 4]);
    const found = compareRuns(before, after);
    expect(found.rules).toEqual([{ id: 'a', before: 'passed', after: 'failed' }]);
    expect(found.observations.map((one) => one.after)).toEqual(['400 BAD_ARGUMENTS:x']);
    expect(found.wording.map((one) => one.after)).toEqual(['400 BAD_ARGUMENTS: x']);
    expect(found.limit).toEqual({ before: { low: 5, high: 6 }, after: { low: 3, high: 4 }, move: 'lower' });
    expect(isSame(found)).toBe(false);
    expect(isSame(compareRuns(before, before))).toBe(true);
  });

  it('takes counts in a remark for no change of words', () => {
    const swept = (answers: number) =>
      aRun({ contract: { results: [aResult({ id: 's', status: 'passed', actual: `holds for ${answers} answers` })] } });
    expect(isSame(compareRuns(swept(10), swept(12)))).toBe(true);
  });
});

it.each([
  ['passed', 'failed', true],
  ['passed', 'undecided', false],
  ['failed', 'failed', false],
  ['observed', 'failed', false],
  ['failed', 'passed', false],
] as const)('compare ends 1 only when a rule that was kept is broken: %s, then %s', (before, after, worse) => {
  const kept = { id: 'token.present', before: 'passed', after: 'passed' } as const;
  expect(isWorse({ rules: [kept, { id: 'biz_no.required', before, after }] })).toBe(worse);
});
