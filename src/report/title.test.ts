import { describe, expect, it } from 'vitest';
import { aLimit, aLimitRun, aLoadRecord, anObjective, anSla, aRunNotMade } from '../records/load-record.fixture.js';
import type { Results, RuleStatus } from '../records/types.js';
import { buildModel } from './model.js';
import { aResult, aRule, aRun, failingRun, interruptedRun } from './sample.fixture.js';
import { english } from './texts.js';
import { leadOf, titleOf } from './title.js';

function title(results: Results): string {
  return titleOf(buildModel(results), english).text;
}

/** A failed scenario for each rule that failed, each with a fault of its own. */
function failuresOf(statuses: readonly RuleStatus[]) {
  const of = (index: number) => ({
    id: `f${index}`,
    rule: `r${index + 1}.x`,
    expected: `403 E${index}`,
    actual: `403 X${index}`,
  });
  return statuses.flatMap((status, index) =>
    status === 'failed' ? [aResult({ status: 'failed', ...of(index) })] : [],
  );
}

/** A run whose rules ended like this. */
function ended(statuses: readonly RuleStatus[], over: Partial<Results> = {}): Results {
  const rules = statuses.map((status, index) => aRule({ id: `r${index + 1}.x`, status }));
  return { ...aRun({ contract: { rules, results: failuresOf(statuses) } }), ...over };
}

describe('titleOf', () => {
  it.each<[string, readonly RuleStatus[]]>([
    ['The target keeps the one rule that was tested', ['passed', 'observed']],
    ['The target keeps both tested rules', ['passed', 'passed']],
    ['The target keeps all 3 tested rules', ['passed', 'passed', 'passed']],
    ['The target keeps 1 of its 2 tested rules; 1 known deviation', ['passed', 'waived']],
    ['The target keeps both tested rules; 1 was not run', ['passed', 'passed', 'not-run']],
    ['The target keeps both tested rules; 1 could not be decided', ['passed', 'passed', 'undecided']],
    ['The target keeps both tested rules', ['passed', 'passed', 'not-selected', 'not-selected']],
    ['The target keeps both tested rules; 1 has no scenario', ['passed', 'passed', 'untested']],
    ['Nothing was judged', ['observed', 'observed']],
  ])('of a run that passed: %s', (expected, statuses) => {
    expect(title(ended(statuses))).toBe(expected);
  });

  it('names a single cause', () => {
    const run = ended(['failed', 'passed'], { verdict: 'failed' });
    expect(title(run)).toBe('1 scenario of 1 rule failed: X0 in place of E0');
  });

  it('counts scenarios, rules and causes', () => {
    const run = ended(['failed', 'passed', 'failed'], { verdict: 'failed' });
    expect(title(run)).toBe('2 scenarios of 2 rules failed, for 2 causes');
  });

  it('never reads like a pass when the run stopped early', () => {
    expect(title(interruptedRun)).toBe('INCOMPLETE: the run stopped after 2 of 3 scenarios; no rule is broken so far');
    const passedButCut = { ...interruptedRun, verdict: 'passed' as const };
    expect(title(passedButCut)).toMatch(/^INCOMPLETE/);
    expect(titleOf(buildModel(passedButCut), english).tone).toBe('warn');
  });

  it('names what broke before the run stopped', () => {
    const run = { ...failingRun, run: { ...failingRun.run, complete: false } };
    expect(title(run)).toBe(
      'INCOMPLETE: the run stopped after 8 of 9 scenarios; 3 scenarios of 1 rule failed: 200 and a token in place of 400 BAD_ARGUMENTS:biz_no',
    );
  });

  it.each([
    ['failed', ['passed'], 'bad', 'The run failed, though no rule is broken'],
    ['inconclusive', ['passed'], 'warn', 'Inconclusive: nothing is known about the target'],
    ['unreachable', [], 'bad', 'The target could not be reached'],
    ['error', [], 'bad', 'The run ended in an error'],
  ] as const)('of a run that ended %s with rules %j', (verdict, statuses, tone, expected) => {
    const run = ended(statuses, { verdict });
    expect(title(run)).toBe(expected);
    expect(titleOf(buildModel(run), english).tone).toBe(tone);
  });
});

describe('titleOf, by scenarios', () => {
  const undecided = aResult({ status: 'not-run', inconclusive: true, note: 'no answer within 10 s' });

  it('counts what could not be decided', () => {
    const run = aRun({ contract: { results: [undecided, undecided] }, verdict: 'inconclusive' });
    expect(title(run)).toBe('Inconclusive: 2 scenarios could not be decided');
  });

  it('says that the target was not reached rather than that nothing was run', () => {
    const run = aRun({ contract: { results: [undecided] }, run: { complete: false }, verdict: 'unreachable' });
    expect(title(run)).toBe('The target could not be reached');
  });

  it('says how far the run came when the target was lost on the way', () => {
    const results = [aResult(), undecided];
    const run = aRun({ contract: { results }, run: { complete: false }, verdict: 'unreachable' });
    expect(title(run)).toBe('INCOMPLETE: the run stopped after 1 of 2 scenarios; no rule is broken so far');
  });
});

describe('titleOf, of load runs', () => {
  const kept = aLoadRecord({ kind: 'sla', sla: anSla() });
  const broken = aLoadRecord({
    kind: 'sla',
    sla: anSla({ verdict: 'fail', objectives: [anObjective({ verdict: 'fail', measured: 412 })] }),
  });
  const open = aLoadRecord({
    kind: 'sla',
    sla: anSla({ verdict: 'inconclusive', objectives: [anObjective({ verdict: 'inconclusive', samplesNeeded: 7 })] }),
  });
  const leftOut = aRunNotMade('no limit is known', { kind: 'limit', script: 'limit' });
  const stopped = aLimitRun({
    limit: aLimit({ value: null, stopped: 'the budget' }),
    thresholds: [{ metric: 'facegate_limit_complete', threshold: 'value>=1', ok: false }],
    exitCode: 99,
  });
  const crossed = aLoadRecord({ thresholds: [{ metric: 'checks', threshold: 'rate>=1', ok: false }], exitCode: 99 });

  it.each([
    ['ok', 'The SLA is kept: p95 is 212 ms, 300 ms promised (95 % interval 208–217 ms, n = 12,000)', [kept], 'passed'],
    ['ok', 'The SLA is kept; 5 requests may be in flight at once', [kept, aLimitRun()], 'passed'],
    ['bad', '1 threshold is crossed; 5 requests may be in flight at once', [aLimitRun(), crossed], 'failed'],
    ['warn', 'The SLA cannot be decided yet: 7 more samples needed', [open], 'inconclusive'],
    ['bad', 'The target could not be reached', [kept], 'unreachable'],
    ['warn', 'The limit was not found: the budget', [stopped], 'inconclusive'],
    ['bad', 'The limit was not looked for: no limit is known', [leftOut], 'error'],
  ] as const)('alone, the worst first (%s): %s', (tone, expected, load, verdict) => {
    const run = aRun({ load, verdict });
    expect(title(run)).toBe(expected);
    expect(titleOf(buildModel(run), english).tone).toBe(tone);
  });

  it.each([
    ['ok', 'The target keeps both tested rules; the SLA is kept', ['passed', 'passed'], [kept], 'passed'],
    [
      'bad',
      'The SLA is broken (p95 ≤ 300 ms); The target keeps both tested rules; 5 requests may be in flight at once',
      ['passed', 'passed'],
      [broken, aLimitRun()],
      'failed',
    ],
    [
      'bad',
      '1 scenario of 1 rule failed: X0 in place of E0; the SLA is broken (p95 ≤ 300 ms)',
      ['failed', 'passed'],
      [broken],
      'failed',
    ],
    [
      'warn',
      'The target keeps the one rule that was tested; the limit was not looked for; the SLA is kept',
      ['passed'],
      [kept, leftOut],
      'passed',
    ],
    [
      'warn',
      'The SLA cannot be decided; The target keeps the one rule that was tested',
      ['passed'],
      [open],
      'inconclusive',
    ],
  ] as const)('beside the contract (%s): %s', (tone, expected, statuses, load, verdict) => {
    const { rules } = ended(statuses).contract;
    const both = aRun({
      contract: { results: [aResult({ rule: 'r1.x' }), ...failuresOf(statuses)], rules },
      load,
      verdict,
    });
    expect(title(both)).toBe(expected);
    expect(titleOf(buildModel(both), english).tone).toBe(tone);
  });

  it('never looks better than the verdict', () => {
    const run = aRun({ load: [kept], verdict: 'failed', causes: ['the budget is used up'], exitCode: 1 });
    expect(titleOf(buildModel(run), english).tone).toBe('bad');
  });

  it.each([
    [
      'A load run is INCOMPLETE; The target keeps the one rule that was tested; the SLA is kept',
      ['passed'],
      [kept, aLimitRun({ complete: false, limit: null, thresholds: [] })],
    ],
    [
      'INCOMPLETE: The limit was not looked for; The target keeps the one rule that was tested; the SLA is kept',
      ['passed'],
      [kept, leftOut],
    ],
    ['INCOMPLETE: 1 scenario of 1 rule failed: X0 in place of E0; the SLA is kept', ['failed'], [kept]],
  ] as const)('cut off behind the contract, which had come to its end: %s', (expected, statuses, load) => {
    const { rules } = ended(statuses).contract;
    const contract = { results: [aResult({ rule: 'r1.x' }), ...failuresOf(statuses)], rules };
    const run = aRun({ contract, load, verdict: 'interrupted', run: { complete: false }, exitCode: 130 });
    expect(title(run)).toBe(expected);
    expect(titleOf(buildModel(run), english).tone).not.toBe('ok');
  });

  it('marks a run that stopped between two load runs', () => {
    const run = aRun({ load: [kept], run: { complete: false }, verdict: 'interrupted', exitCode: 130 });
    expect(title(run)).toMatch(/^INCOMPLETE: The SLA is kept: /);
    expect(titleOf(buildModel(run), english).tone).toBe('warn');
  });

  it('leaves to the lead what it does not say itself', () => {
    expect(leadOf(buildModel(aRun({ load: [kept] })), english)).toEqual(['All 2 thresholds hold.']);
    expect(leadOf(buildModel(aRun({ load: [kept, aLimitRun()] })), english)).toEqual([
      'The SLA is kept: p95 is 212 ms, 300 ms promised (95 % interval 208–217 ms, n = 12,000).',
      '5 requests may be in flight at once: accepted in 1 of 1 rounds, the 6th refused in 2 of 2.',
    ]);
  });
});

describe('leadOf', () => {
  it('adds what the title leaves unsaid', () => {
    expect(leadOf(buildModel(failingRun), english)).toEqual([
      "1 rule whose outcome the vendor's page leaves open was observed.",
      '1 rule was not run.',
      '1 rule has no scenario.',
    ]);
  });

  it('says how many rules a filter left out, and that of none that it could not be tried', () => {
    expect(leadOf(buildModel(ended(['passed', 'not-selected', 'not-selected'])), english)).toEqual([
      '2 rules are not selected.',
    ]);
  });

  it('does not repeat the title of a pass', () => {
    expect(leadOf(buildModel(ended(['passed', 'untested'])), english)).toEqual([]);
  });
});
