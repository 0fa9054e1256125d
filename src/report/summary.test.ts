import { describe, expect, it } from 'vitest';
import { aLimitRun, aLoadRecord, anObjective, anSla, aRunNotMade } from '../records/load-record.fixture.js';
import {
  aResult,
  aRule,
  aRun,
  brokenResult,
  failingRun,
  hostileRun,
  hostileTexts,
  interruptedRun,
  passingRun,
} from './sample.fixture.js';
import { renderSummary } from './summary.js';

const plain = { colour: false };

/** n failures of n different causes. */
function manyFailures(total: number) {
  const results = Array.from({ length: total }, (_, index) => ({
    ...brokenResult,
    id: `f${index}`,
    rule: `rule-${index}`,
    name: `Failure number ${index + 1}`,
    expected: `403 E${index}`,
    actual: `403 X${index}`,
  }));
  const rules = [aRule({ status: 'failed' as const, scenarios: total })];
  return aRun({ contract: { results, rules }, verdict: 'failed', causes: ['broken'], exitCode: 1 });
}

describe('renderSummary', () => {
  it('names the seed of a run in which one has a part, and none of another', () => {
    const of = (...command: string[]) => renderSummary({ ...passingRun, run: { ...passingRun.run, command } }, plain);
    expect(of('contract', '--seed', '318204')).toContain(' · seed 318204 · ');
    expect(of('watch', '--report')).not.toContain('seed');
  });

  it('tells a cause with the first scenario that shows it', () => {
    const text = renderSummary(failingRun, plain);
    expect(text.slice(0, text.indexOf('\n\n'))).toBe(
      [
        '✕ 200 and a token in place of 400 BAD_ARGUMENTS:biz_no: 3 scenarios of 1 rule',
        '  first     biz_no.max-bytes: Refuses a biz_no of 129 bytes (43 CJK characters) · scenarios/get-token/business.ts:41',
        '  expected  400 BAD_ARGUMENTS:biz_no',
        '  actual    200 and a token',
        '  note      the limit counts bytes, not characters',
        '  repeat    curl -sS http://127.0.0.1:8080/faceid/liveness/v2/get_token -F api_secret="$FACEID_API_SECRET" -F biz_no=x',
      ].join('\n'),
    );
  });

  it('tells of a failing run nothing but causes and the finding', () => {
    const text = renderSummary(failingRun, plain);
    expect(text).not.toContain('standing');
    expect(text).not.toContain('Not run');
    expect(text.match(/failed/g)).toHaveLength(1);
  });

  it('counts by standing', () => {
    expect(renderSummary(passingRun, plain)).toContain(
      [
        '  standing  total  passed  failed  observed  not run  undecided  waived',
        '  stated        1       1       0         0        0          0       0',
        '  implied       2       2       0         0        0          0       0',
        '  silent        1       0       0         1        0          0       0',
        '  all           4       3       0         1        0          0       0',
      ].join('\n'),
    );
  });

  it('groups what was not run by its reason', () => {
    expect(renderSummary(interruptedRun, plain)).toContain('Not run\n  1  the run was stopped before it\n');
  });

  it('tells apart what could not be decided', () => {
    const lost = aResult({ status: 'not-run', note: 'no answer within 10 s', inconclusive: true });
    const run = aRun({ contract: { results: [lost, lost] }, verdict: 'inconclusive', exitCode: 4, causes: ['lost'] });
    expect(renderSummary(run, plain)).toMatch(/^Could not be decided\n {2}2 {2}no answer within 10 s\n/);
  });

  it('ends with the finding, its other causes, and how to repeat the run', () => {
    expect(renderSummary(failingRun, plain).split('\n').slice(-5)).toEqual([
      '3 scenarios of 1 rule failed: 200 and a token in place of 400 BAD_ARGUMENTS:biz_no',
      '  cause: 1 rule was not run',
      'emulator (http://127.0.0.1:8080) · seed 318204 · 1,205 requests sent · 31.5 s',
      'Repeat: npx facegate contract --target emulator --seed 318204',
      '',
    ]);
  });

  it('says that an interrupted run is incomplete', () => {
    expect(renderSummary(interruptedRun, plain)).toContain(
      'INCOMPLETE: the run stopped after 2 of 3 scenarios; no rule is broken so far\n  cause: interrupted by SIGINT',
    );
  });

  it('shows no failure block when all is well', () => {
    const text = renderSummary(passingRun, plain);
    expect(text).not.toContain('✕');
    expect(text).toContain('The target keeps both tested rules; 2 have no scenario');
  });

  it('leaves the lines that repeat a request to the page where the screen would not hold them', () => {
    const rows = (screen?: { rows: number; columns: number }) => renderSummary(failingRun, { colour: false, screen });
    expect(rows()).toContain('  repeat  ');
    expect(rows({ rows: 200, columns: 80 })).toBe(rows());
    expect(rows({ rows: 12, columns: 80 })).not.toContain('  repeat  ');
    expect(rows({ rows: 12, columns: 80 })).toContain('  actual    200 and a token');
  });

  it('tells 20 causes and counts the rest', () => {
    const text = renderSummary(manyFailures(23), plain);
    expect(text.match(/^✕ /gm)).toHaveLength(20);
    expect(text).toContain('3 more causes; all are in the report.');
  });

  it('colours only when asked', () => {
    expect(renderSummary(failingRun, { colour: true })).toContain('\x1b[31m✕ 200 and a token in place of');
    expect(renderSummary(failingRun, plain)).not.toContain('\x1b');
  });

  it('lets no escape sequence, control or override of the target through', () => {
    const text = renderSummary(hostileRun, plain);
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}|[\u202e\u2066]/u);
    expect(text).toContain('user⟨U+202E⟩gnp.exe');
  });

  it('keeps its own colours whole when the target sends some', () => {
    const run = aRun({ contract: { results: [{ ...brokenResult, actual: '\x1b[0m\x1b[8mhidden' }], rules: [] } });
    expect(renderSummary(run, { colour: true })).toContain('\x1b[31mhidden\x1b[0m');
  });

  it('says so when nothing came', () => {
    const run = aRun({ contract: { results: [aResult({ status: 'failed', actual: '', body: '' })], rules: [] } });
    expect(renderSummary(run, plain)).toContain('  actual    (nothing came)');
  });

  it('manages without any result', () => {
    const text = renderSummary(aRun({ verdict: 'unreachable', causes: ['connection refused'], exitCode: 4 }), plain);
    expect(text).toContain('The target could not be reached\n  cause: connection refused\n');
  });
});

describe('renderSummary, of load runs', () => {
  it('tells of sound load runs only in the finding where something failed', () => {
    const text = renderSummary({ ...failingRun, load: [aLimitRun()] }, plain);
    expect(text).not.toContain('load/limit.ts');
    expect(text).toContain('; 5 requests may be in flight at once');
    const broken = aRunNotMade('nothing listens there', { script: 'smoke' });
    expect(renderSummary({ ...failingRun, load: [broken] }, plain)).toContain('nothing listens there');
  });

  const judged = aLoadRecord({
    kind: 'sla',
    sla: anSla({
      verdict: 'fail',
      objectives: [
        anObjective({ verdict: 'fail', measured: 412, low: 399, high: 431 }),
        anObjective({ objective: 'p99 ≤ 800 ms', percentile: 99, verdict: 'inconclusive', samplesNeeded: 310 }),
      ],
    }),
    thresholds: [{ metric: 'checks', threshold: 'rate>=1', ok: false }],
    exitCode: 99,
  });

  it('tells what ran, the finding, what else is wrong, and a line for each promise', () => {
    const run = aRun({ load: [judged], verdict: 'failed', causes: ['the SLA is broken'], exitCode: 1 });
    expect(renderSummary(run, plain).split('\n').slice(0, 6)).toEqual([
      '  SLA  load/latency.ts · node 0.1.0 · 1 min 05 s',
      '  ✕ The SLA is broken: p95 is 412 ms, 300 ms promised (95 % interval 399–431 ms, n = 12,000)',
      '  ✕ 1 of 1 threshold is crossed: rate>=1 on checks',
      expect.stringMatching(/^ {4}12,000 requests measured/),
      '    ✕  p95 ≤ 300 ms  412 ms  [399–431 ms]  n = 12,000  broken',
      '    ?  p99 ≤ 800 ms  212 ms  [208–217 ms]  n = 12,000  undecided, 310 more samples would decide',
    ]);
  });

  it('counts one request as one', () => {
    const text = renderSummary(aRun({ contract: { results: [aResult({})] } }), plain);
    expect(text).toContain('· 1 request sent ·');
  });

  it('leaves the table of scenarios out when there were none, and counts the requests of load runs', () => {
    const text = renderSummary(aRun({ load: [aLimitRun()] }), plain);
    expect(text).not.toContain('standing');
    expect(text).toContain('148 requests sent');
    expect(text).toMatch(/^ {2}limit {2}load\/limit\.ts · node 0\.1\.0 · 21\.4 s\n {2}✓ 5 requests may be in flight/);
  });

  it('tells of a script that was not run nothing but why', () => {
    const load = [aRunNotMade('nothing listens there', { script: 'smoke' })];
    const text = renderSummary(aRun({ load, verdict: 'unreachable', causes: ['x'], exitCode: 3 }), plain);
    expect(text).toMatch(
      /^ {2}latency {2}smoke\n {2}\? smoke was not run: nothing listens there\n\nThe target could not/,
    );
    expect(text).not.toContain('standing');
  });

  it('tells both when both were run', () => {
    const text = renderSummary({ ...passingRun, load: [aLimitRun()] }, plain);
    expect(text).toContain('standing');
    expect(text).toContain('✓ 5 requests may be in flight at once');
  });

  it('lets no escape sequence of a script through', () => {
    const load = Object.values(hostileTexts).map((text) =>
      aLoadRecord({ script: text, engineVersion: text, thresholds: [{ metric: text, threshold: text, ok: false }] }),
    );
    const text = renderSummary(aRun({ load, verdict: 'failed', causes: ['x'], exitCode: 1 }), plain);
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}|[\u202e\u2066]/u);
  });
});
