import { describe, expect, it } from 'vitest';
import type { ContractResult } from '../records/types.js';
import { sayOfCallbacks as say } from '../sayings/callbacks.js';
import { judgeRun, type RunFacts } from './verdict.js';

const result = (status: ContractResult['status'], more: Partial<ContractResult> = {}): ContractResult => ({
  id: 'rule/case',
  name: 'case',
  rule: 'rule',
  standing: 'stated',
  file: 'f.ts',
  line: 1,
  status,
  expected: '',
  actual: '',
  note: '',
  durationMs: 0,
  curl: '',
  body: '',
  steps: [],
  inconclusive: false,
  screenshot: '',
  ...more,
});
const facts: RunFacts = { interrupted: false, stopped: undefined, runnerErrors: [] };

describe('the verdict of a run', () => {
  it.each([
    // what happened                       results                                                            facts                                   verdict           exit
    ['all passed', [result('passed')], facts, 'passed', 0],
    ['a scenario is not run for want of an account', [result('passed'), result('not-run')], facts, 'passed', 0],
    ['a rule is broken', [result('failed'), result('passed')], facts, 'failed', 1],
    [
      'a case got no answer',
      [result('passed'), result('not-run', { inconclusive: true, note: 'reset' })],
      facts,
      'inconclusive',
      4,
    ],
    [
      'a rule is broken and a case got no answer',
      [result('failed'), result('not-run', { inconclusive: true })],
      facts,
      'failed',
      1,
    ],
    ['nothing was run', [result('not-run')], facts, 'inconclusive', 4],
    [
      'the target is dead',
      [result('not-run', { inconclusive: true })],
      { ...facts, stopped: { code: 3, text: 'refused' } },
      'unreachable',
      3,
    ],
    [
      'the account is refused',
      [result('not-run', { inconclusive: true })],
      { ...facts, stopped: { code: 2, text: 'account full is refused' } },
      'error',
      2,
    ],
    ['the runner broke', [result('passed')], { ...facts, runnerErrors: ['no such file'] }, 'error', 2],
    ['Ctrl-C, with a broken rule', [result('failed')], { ...facts, interrupted: true }, 'interrupted', 130],
  ] as const)('%s', (_what, results, given, verdict, exitCode) => {
    const judged = judgeRun(results, given);
    expect(judged).toMatchObject({ verdict, exitCode });
    expect(judged.causes.length > 0).toBe(exitCode !== 0);
  });

  it('tells what a walk could not show only where no other walk failed', () => {
    const steps = [{ title: say('opened'), atMs: 0, detail: 'status 200' }];
    const open = result('not-run', { inconclusive: true, note: 'no callback came to notify_url', steps });
    const lost = result('not-run', { inconclusive: true, note: 'reset' });
    const causesOf = (...results: ContractResult[]) => judgeRun(results, facts).causes;
    expect(causesOf(result('failed', { steps }), open)).toEqual(['1 scenario of 1 rule failed: rule']);
    expect(causesOf(result('failed'), open).join()).toContain('no callback came to notify_url');
    const html = '200, the body is not JSON';
    const refused = result('not-run', { inconclusive: true, note: say('noToken', { answer: html }) });
    expect(causesOf(result('failed', { actual: html }), refused)).toHaveLength(1);
    expect(causesOf(result('failed'), refused)).toHaveLength(2);
    expect(causesOf(result('failed', { steps }), open, lost).join()).toContain('could not be decided: reset');
  });
});
