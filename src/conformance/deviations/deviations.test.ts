import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { ContractResult } from '../../records/types.js';
import type { ConfigError } from '../../run/errors.js';
import type { PlannedScenario } from '../scenario/check.js';
import { applyDeviations, type Deviation } from './deviation.js';
import { proposeDeviations } from './propose.js';
import { readDeviations } from './read-deviations.js';

const TODAY = '2026-11-27';
const known: Deviation = {
  place: 'targets/deviations.yaml:1',
  rule: 'order.note',
  scenarios: ['41 *'],
  seen: '200 and a token',
  reason: 'the vendor counts otherwise',
  ticket: 'OPS-7',
  since: '2026-11-01',
  expires: '2027-02-01',
  signed: 'Ann',
};
const result = (more: Partial<ContractResult> = {}) =>
  ({
    id: 'order.note/41-letters',
    rule: 'order.note',
    name: '41 letters',
    status: 'failed',
    actual: '200 and a token',
    note: '',
    ...more,
  }) as ContractResult;
const applied = (results: readonly ContractResult[], list = [known], today = TODAY) =>
  applyDeviations(results, list, today);

describe("a deviation's life", () => {
  test('it holds: the failure is waived, with who answers for it and until when', () => {
    const { results, findings } = applied([result()]);
    expect(results[0]).toMatchObject({
      status: 'waived',
      note: 'the vendor counts otherwise (OPS-7); since 2026-11-01, until 2027-02-01, signed Ann',
    });
    expect(findings).toEqual([]);
  });

  test('it holds on its last day, and fails the day after', () => {
    expect(applied([result()], [known], '2027-02-01').results[0]!.status).toBe('waived');
    const { results } = applied([result()], [known], '2027-02-02');
    expect(results[0]).toMatchObject({ status: 'failed', note: expect.stringContaining('has expired on 2027-02-01') });
  });

  test('it changed: another wrong answer stays a failure and says so', () => {
    const { results } = applied([result({ actual: '500 INTERNAL_ERROR' })]);
    expect(results[0]).toMatchObject({
      status: 'failed',
      note: 'changed: targets/deviations.yaml:1 knows of "200 and a token" here',
    });
  });

  test('it is fixed: told, and no failure', () => {
    const { results, findings } = applied([result({ status: 'passed' })]);
    expect(results[0]!.status).toBe('passed');
    expect(findings).toEqual([{ code: 0, text: 'targets/deviations.yaml:1: order.note is fixed: remove the entry' }]);
  });

  test('it says nothing of what was not run, of other scenarios and of other rules', () => {
    const others = [result({ name: '42 letters' }), result({ rule: 'order.to' })];
    expect(applied(others)).toEqual({ results: others, findings: [] });
    expect(applied([result({ status: 'not-run' })]).findings).toEqual([]);
  });
});

const scenarios = [{ scenario: { rule: 'order.note', name: '41 letters' } }] as unknown as PlannedScenario[];
const context = { target: 'staging', scenarios, today: TODAY };
const entry = (more: object = {}) => {
  const { place, scenarios: scenario, ...rest } = known;
  return JSON.stringify([{ ...rest, scenario, ...more }]);
};
const problems = (text: string): readonly string[] => {
  try {
    readDeviations('d.yaml', text, context);
    return [];
  } catch (error) {
    return (error as ConfigError).message.split('\n');
  }
};

describe('a list of deviations', () => {
  test('is read with the place of each entry; entries of other targets are left out', () => {
    expect(readDeviations('d.yaml', entry(), context)).toEqual([{ ...known, place: 'd.yaml:1' }]);
    expect(readDeviations('d.yaml', entry({ target: 'production' }), context)).toEqual([]);
  });

  test.each([
    [{ reason: '' }, 'why it is accepted'],
    [{ signed: undefined }, 'who answers for it'],
    [{ expires: 'soon' }, 'write YYYY-MM-DD'],
    [{ expires: '2028-01-01' }, 'more than a year ahead'],
    [{ rule: 'order.notes' }, 'did you mean "order.note"?'],
    [{ scenario: '99 *' }, 'no scenario of order.note fits 99 *'],
    [{ why: 'so' }, '"[0].why" is unknown'],
  ])('is refused before anything is sent with %j', (more, said) => {
    const found = problems(entry(more));
    expect(found.join('\n')).toContain(said);
    expect(found[0]).toMatch(/d\.yaml:1/);
  });
});

describe('what is proposed', () => {
  test('waives nothing until a person has completed it, and fits what was seen then', () => {
    const swept = result({
      rule: 'order.codes',
      name: 'known',
      actual: '400 NO_CODE: the page has no such code (3 of 90 answers; first in "x")',
    });
    const text = proposeDeviations(
      [result(), result({ name: '42 letters' }), swept, result({ status: 'passed' })],
      TODAY,
    );
    const entries = parse(text) as Record<string, unknown>[];
    expect(entries).toHaveLength(2);
    expect(entries[0]).toMatchObject({ rule: 'order.note', scenario: ['41 letters', '42 letters'], expires: '' });
    expect(problems(text).length).toBeGreaterThan(0);
    const later = { ...swept, actual: swept.actual.replace('3 of 90', '7 of 120') };
    const signed = { ...known, rule: 'order.codes', scenarios: ['known'], seen: String(entries[1]!.seen) };
    expect(applied([later], [signed]).results[0]!.status).toBe('waived');
  });

  test('is an empty list where nothing failed', () => {
    expect(parse(proposeDeviations([], TODAY))).toEqual([]);
  });
});
