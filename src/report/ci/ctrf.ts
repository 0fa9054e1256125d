import type { ContractResult, Results } from '../../records/types.js';
import { findingOf } from '../load/finding.js';
import { buildModel } from '../model.js';
import { english, type Texts } from '../texts.js';
import { titleOf } from '../title.js';

/** The states of a test in CTRF. */
export type CtrfStatus = 'passed' | 'failed' | 'skipped' | 'pending' | 'other';

interface CtrfTest {
  readonly name: string;
  readonly status: CtrfStatus;
  /** Milliseconds. */
  readonly duration: number;
  readonly suite?: readonly string[];
  readonly message?: string;
  readonly trace?: string;
  readonly filePath?: string;
  readonly line?: number;
  readonly rawStatus?: string;
}

function statusOf({ status, inconclusive }: ContractResult): CtrfStatus {
  if (status === 'failed') return 'failed';
  if (status === 'not-run') return inconclusive ? 'other' : 'skipped';
  return status === 'waived' ? 'skipped' : 'passed';
}

function ofScenario(result: ContractResult, texts: Texts): CtrfTest {
  const { failure } = texts;
  const actual = result.actual === '' ? failure.nothing : result.actual;
  const message =
    result.status === 'failed' ? `${failure.expected} ${result.expected}, ${failure.actual} ${actual}` : result.note;
  return {
    name: result.name,
    status: statusOf(result),
    duration: Math.max(0, Math.round(result.durationMs)),
    suite: [result.rule],
    filePath: result.file,
    line: result.line,
    rawStatus: result.status,
    ...(message === '' ? {} : { message }),
    ...(result.status === 'failed' && result.curl !== '' ? { trace: result.curl } : {}),
  };
}

/** A run that is no pass although nothing in it failed must not look green: one test stands for the run itself. */
function ofRun(results: Results, green: boolean, texts: Texts): CtrfTest[] {
  if (results.exitCode === 0 || !green) return [];
  const message = [titleOf(buildModel(results), texts).text, ...results.causes].join('\n');
  const name = `${texts.junit.run}: ${texts.junit.verdict}`;
  return [{ name, status: 'failed', duration: 0, message, rawStatus: results.verdict }];
}

/**
 * The results in the Common Test Report Format (https://ctrf.io): a test for each scenario and each load run. Undecided ones are
 * `other`, those not run and known deviations `skipped`, observations `passed`.
 */
export function ctrfReport(results: Results, texts: Texts = english): object {
  const { run } = results;
  const load = results.load.map((record): CtrfTest => {
    const { tone, text } = findingOf(record, texts);
    const status = record.notRun !== '' ? 'skipped' : tone === 'ok' ? 'passed' : tone === 'bad' ? 'failed' : 'other';
    return { name: `load: ${record.script}`, status, duration: Math.round(record.durationMs), message: text };
  });
  const judged = [...results.contract.results.map((result) => ofScenario(result, texts)), ...load];
  const tests = [...judged, ...ofRun(results, !judged.some(({ status }) => status === 'failed'), texts)];
  const count = (status: CtrfStatus) => tests.filter((test) => test.status === status).length;
  return {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    runId: run.id,
    timestamp: run.finishedAt,
    generatedBy: `facegate ${run.version}`,
    results: {
      tool: { name: 'facegate', version: run.version },
      summary: {
        tests: tests.length,
        passed: count('passed'),
        failed: count('failed'),
        skipped: count('skipped'),
        pending: count('pending'),
        other: count('other'),
        start: Date.parse(run.startedAt),
        stop: Date.parse(run.finishedAt),
      },
      tests,
      environment: { appName: run.target.name, extra: { url: run.target.url, seed: run.seed } },
    },
  };
}
