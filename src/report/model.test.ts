import { describe, expect, it } from 'vitest';
import { buildModel } from './model.js';
import { aResult, aRule, aRun, failingRun, passingRun } from './sample.fixture.js';

describe('buildModel', () => {
  it('puts scenarios of a cause together that share rule, expected and actual', () => {
    const { causes, failed } = buildModel(failingRun);
    expect(failed).toBe(3);
    expect(causes).toHaveLength(1);
    const [alike] = causes[0]!.clusters;
    expect(alike?.first.line).toBe(41);
    expect(alike?.others.map((one) => one.line)).toEqual([44, 47]);
    expect(alike?.rule?.text).toBe('biz_no has at most 128 bytes');
  });

  it('shows scenarios of one cause apart that differ', () => {
    const failed = aResult({ status: 'failed', expected: '403 A:x', actual: '401 A:x' });
    const others = [{ rule: 'uuid.max-bytes' }, { expected: '403 A:y', actual: '401 A:y' }];
    const run = aRun({ contract: { results: [failed, ...others.map((over) => ({ ...failed, ...over }))] } });
    expect(buildModel(run).causes.map(({ clusters }) => clusters.length)).toEqual([3]);
  });

  it('groups what was not run by reason, the largest first', () => {
    const of = (note: string) => aResult({ status: 'not-run', note });
    const run = aRun({ contract: { results: [of('no key'), of('no browser'), of('no browser')] } });
    expect(buildModel(run).notRun.map((group) => [group.note, group.results.length])).toEqual([
      ['no browser', 2],
      ['no key', 1],
    ]);
  });

  it('keeps what could not be decided apart from what was not due', () => {
    const results = [
      aResult({ status: 'not-run', note: 'no answer within 10 s', inconclusive: true }),
      aResult({ status: 'not-run', note: 'no key' }),
    ];
    const { undecided, notRun } = buildModel(aRun({ contract: { results } }));
    expect(undecided.map((group) => group.note)).toEqual(['no answer within 10 s']);
    expect(notRun.map((group) => group.note)).toEqual(['no key']);
  });

  it('puts the cases together that answer a question alike', () => {
    const of = (rule: string, name: string, seen: string) => ({ rule, name, seen });
    const observations = [
      of('a.x', 'GET', '404'),
      of('a.x', 'PUT', '405'),
      of('a.x', 'HEAD', '404'),
      of('b.x', 'GET', '404'),
    ];
    const run = aRun({ contract: { openQuestions: [{ question: 'What do they get?', observations }] } });
    expect(buildModel(run).questions).toEqual([
      {
        question: 'What do they get?',
        seen: [
          { seen: '404', rule: 'a.x', names: ['GET', 'HEAD'] },
          { seen: '405', rule: 'a.x', names: ['PUT'] },
          { seen: '404', rule: 'b.x', names: ['GET'] },
        ],
      },
    ]);
  });

  it('counts rules by how they ended; only those kept, broken or waived were judged', () => {
    const { rules } = buildModel(failingRun);
    expect(rules).toEqual({
      total: 6,
      judged: 3,
      byStatus: {
        passed: 1,
        failed: 1,
        observed: 1,
        'not-run': 1,
        waived: 1,
        undecided: 0,
        'not-selected': 0,
        untested: 1,
      },
    });
  });

  it('collects notes on what passed, and only those', () => {
    expect(buildModel(failingRun).notes.map((group) => group.note)).toEqual(['a space stands after the colon']);
  });

  it('shows groups in the order of the run, without empty ones', () => {
    const [endpoint, ...others] = buildModel(passingRun).endpoints;
    expect(endpoint?.groups.map((group) => group.id)).toEqual(['endpoint', 'business', 'answer']);
    expect(others).toEqual([]);
  });

  it('keeps results whose rule the rule list lacks, with the worst of their states', () => {
    const results = [aResult({ rule: 'no.such' }), aResult({ rule: 'no.such', status: 'failed' })];
    const { endpoints } = buildModel(aRun({ contract: { results, rules: [aRule()] } }));
    const [known, unknown] = endpoints.flatMap(({ groups }) => groups);
    expect(known?.id).toBe('business');
    expect(unknown?.rules.map(({ rule, results: own }) => [rule.id, rule.status, own.length])).toEqual([
      ['no.such', 'failed', 2],
    ]);
  });

  it('is empty for a run without anything', () => {
    const model = buildModel(aRun());
    expect(model.endpoints).toEqual([]);
    expect(model.rules.judged).toBe(0);
  });
});
