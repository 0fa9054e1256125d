import { describe, expect, it } from 'vitest';
import { aLimit, aLimitRun, aLoadRecord, anObjective, anSla, aRunNotMade } from '../records/load-record.fixture.js';
import type { Results } from '../records/types.js';
import { renderJunit } from './junit.js';
import {
  aResult,
  aRule,
  aRun,
  failingRun,
  hostileRun,
  hostileTexts,
  interruptedRun,
  passingRun,
} from './sample.fixture.js';
import { parseXml, type XmlElement } from './xml.fixture.js';

function suites(results: Results): readonly XmlElement[] {
  return parseXml(renderJunit(results)).children;
}

function cases(results: Results): readonly XmlElement[] {
  return suites(results).flatMap((suite) => suite.children);
}

function caseNamed(results: Results, name: string): XmlElement {
  const found = cases(results).filter((one) => one.attributes.name === name);
  expect(found).toHaveLength(1);
  return found[0]!;
}

describe('renderJunit', () => {
  it('makes a test suite of each group that has scenarios, in the order of the groups', () => {
    expect(suites(failingRun).map((suite) => suite.attributes.name)).toEqual([
      'Endpoint and transport',
      'Photos',
      'Business fields',
    ]);
  });

  it('counts in each suite and over all what stands below', () => {
    const root = parseXml(renderJunit(failingRun));
    expect(root.attributes).toMatchObject({ tests: '9', failures: '3', errors: '0', skipped: '1', time: '31.512' });
    for (const suite of root.children) {
      const having = (name: string) =>
        suite.children.filter((one) => one.children.some((child) => child.name === name)).length;
      expect(suite.attributes).toMatchObject({
        tests: String(suite.children.length),
        failures: String(having('failure')),
        skipped: String(having('skipped')),
      });
    }
  });

  it('names a test case for its scenario, its class for the rule, and says where it stands', () => {
    expect(caseNamed(passingRun, 'Sends a valid request').attributes).toEqual({
      name: 'Sends a valid request',
      classname: 'endpoint.post',
      file: 'scenarios/get-token/endpoint.ts',
      line: '12',
      time: '0.012',
    });
  });

  it('tells a failure by expected and actual, place, body and the line that repeats it', () => {
    const [failure] = caseNamed(failingRun, 'Refuses a biz_no of 5000 bytes').children;
    expect(failure?.name).toBe('failure');
    expect(failure?.attributes).toEqual({
      message: 'expected 400 BAD_ARGUMENTS:biz_no, actual 200 and a token',
      type: 'biz_no.max-bytes',
    });
    expect(failure?.text).toContain('scenarios/get-token/business.ts:47');
    expect(failure?.text).toContain('"token":"5f0e9c2a"');
    expect(failure?.text).toContain('curl -sS http://127.0.0.1:8080/');
  });

  it('skips what was not run, with the reason', () => {
    const [skipped] = caseNamed(failingRun, 'Refuses a disabled key').children;
    expect(skipped?.name).toBe('skipped');
    expect(skipped?.attributes.message).toBe('no credentials for the role "denied": add them to the target file');
  });

  it.each([
    ['observed', 'Sends the same biz_no twice', 'observed: 200 and a new token'],
    [
      'waived',
      'Names image_ref1 when image_ref1 and image_ref2 are damaged',
      'waived: 400 IMAGE_ERROR_UNSUPPORTED_FORMAT:image_ref2',
    ],
    ['passed with a remark', 'Accepts a biz_no of 1 byte', 'a space stands after the colon'],
  ])('lets a scenario that is %s pass and says what came', (_, name, text) => {
    const [output, ...rest] = caseNamed(failingRun, name).children;
    expect(rest).toEqual([]);
    expect(output?.name).toBe('system-out');
    expect(output?.text).toContain(text);
  });

  it('is not green when the run was interrupted', () => {
    const root = parseXml(renderJunit(interruptedRun));
    expect(root.attributes.errors).toBe('1');
    const [error] = root.children[0]!.children[0]!.children;
    expect(error?.name).toBe('error');
    expect(error?.attributes.message).toMatch(/^INCOMPLETE: /);
    expect(error?.text).toBe('interrupted by SIGINT after 2 of 3 scenarios');
  });

  it.each(['inconclusive', 'unreachable', 'error'] as const)('is not green when the run ends %s', (verdict) => {
    const root = parseXml(renderJunit(aRun({ verdict, exitCode: 3, causes: ['the reason'] })));
    expect(root.attributes.errors).toBe('1');
    expect(root.children[0]!.children[0]!.children[0]!.text).toBe('the reason');
  });

  it('writes a document without suites for a run without results', () => {
    expect(parseXml(renderJunit(aRun())).attributes).toMatchObject({ tests: '0', failures: '0' });
  });

  it('is well-formed whatever the target sent, and loses none of it', () => {
    const texts = cases(hostileRun).map((one) => one.attributes.name);
    expect(texts).toContain('markup </script></style><img src=x onerror=alert(1)><svg onload=alert(1)>');
    expect(texts).toContain('controls a⟨U+0000⟩b⟨U+001B⟩[31mred⟨U+001B⟩[0m⟨U+0007⟩');
    expect(texts).toContain('surrogates half ⟨U+D83D⟩ and half ⟨U+DE00⟩');
    expect(texts).toContain('cdata ]]><x/>');
  });

  it('keeps a scenario whose rule the rule list lacks', () => {
    const run = aRun({ contract: { results: [aResult({ rule: 'no.such' })], rules: [aRule()] } });
    expect(cases(run).map((one) => one.attributes.classname)).toEqual(['no.such']);
  });
});

describe('renderJunit, of load runs', () => {
  const open = anObjective({ objective: 'p99 ≤ 300 ms', percentile: 99, verdict: 'inconclusive', samplesNeeded: 310 });
  const judged = aLoadRecord({
    kind: 'sla',
    sla: anSla({
      verdict: 'fail',
      objectives: [anObjective(), anObjective({ objective: 'p90 ≤ 200 ms', verdict: 'fail' }), open],
    }),
    thresholds: [
      { metric: 'facegate_wall{phase:measure}', threshold: 'p(95)<200', ok: false },
      { metric: 'dropped_iterations', threshold: 'count<1', ok: true },
    ],
    exitCode: 99,
  });

  it('makes a suite of each load run, with a case for the run, each promise and each threshold', () => {
    const run = aRun({ load: [judged, aLimitRun()], verdict: 'failed', causes: ['the SLA is broken'], exitCode: 1 });
    const [first, second] = suites(run);
    expect(first?.attributes).toMatchObject({
      name: 'load SLA: load/latency.ts',
      tests: '6',
      failures: '2',
      errors: '0',
      skipped: '1',
      time: '65.013',
    });
    expect(first?.children.map((one) => [one.attributes.name, one.children[0]?.name ?? 'passed'])).toEqual([
      ['The script runs to its end', 'passed'],
      ['SLA p95 ≤ 300 ms', 'system-out'],
      ['SLA p90 ≤ 200 ms', 'failure'],
      ['SLA p99 ≤ 300 ms', 'skipped'],
      ['p(95)<200 on facegate_wall{phase:measure}', 'failure'],
      ['count<1 on dropped_iterations', 'passed'],
    ]);
    expect(second?.attributes.name).toBe('load limit: load/limit.ts');
    expect(parseXml(renderJunit(run)).attributes).toMatchObject({ tests: '8', failures: '2', skipped: '1' });
  });

  it('skips a script that was not run, with the reason', () => {
    const run = aRun({ load: [aRunNotMade('no limit is known; give --max', { kind: 'limit', script: 'limit' })] });
    const [limit] = suites(run);
    expect(limit?.attributes).toMatchObject({ tests: '1', failures: '0', skipped: '1' });
    expect(caseNamed(run, 'The script runs to its end').children[0]?.attributes.message).toBe(
      'no limit is known; give --max',
    );
  });

  it('says by how much a promise and a threshold are missed, and why one is open', () => {
    const run = aRun({ load: [judged], verdict: 'failed', exitCode: 1, causes: ['broken'] });
    expect(caseNamed(run, 'SLA p90 ≤ 200 ms').children[0]?.attributes.message).toContain('p95 is 212 ms');
    expect(caseNamed(run, 'p(95)<200 on facegate_wall{phase:measure}').children[0]?.text).toContain('p(95) 212.4');
    expect(caseNamed(run, 'SLA p99 ≤ 300 ms').children[0]?.attributes.message).toMatch(
      /^undecided: 310 more samples would decide; p99 is 212 ms/,
    );
  });

  it('gives the evidence with the limit, and the reason where none was found', () => {
    const found = caseNamed(aRun({ load: [aLimitRun()] }), 'The limit of requests in flight is found').children[0];
    expect(found?.name).toBe('system-out');
    expect(found?.text).toContain('after every refused round a lone request was accepted within 250 ms');
    const stopped = aLimitRun({ limit: aLimit({ value: null, stopped: 'the budget is used up' }) });
    const skipped = caseNamed(aRun({ load: [stopped] }), 'The limit of requests in flight is found').children[0];
    expect(skipped?.name).toBe('skipped');
    expect(skipped?.attributes.message).toBe('The limit was not found: the budget is used up');
  });

  it.each([
    ['was cut off', { complete: false, exitCode: 105 }],
    ['broke', { exitCode: 107 }],
  ])('has an error for a script that %s', (_, over) => {
    const run = aRun({ load: [aLoadRecord(over)], verdict: 'error', causes: ['x'], exitCode: 1 });
    expect(caseNamed(run, 'The script runs to its end').children[0]?.name).toBe('error');
  });

  it('is not green when nothing but an open promise is left', () => {
    const sla = anSla({ verdict: 'inconclusive', objectives: [open] });
    const run = aRun({ load: [aLoadRecord({ sla })], verdict: 'inconclusive', causes: ['undecided'], exitCode: 4 });
    expect(parseXml(renderJunit(run)).attributes).toMatchObject({ errors: '1', failures: '0', skipped: '1' });
  });

  it('is well-formed whatever a script calls its things', () => {
    const load = Object.values(hostileTexts).map((text) =>
      aLoadRecord({ script: text, thresholds: [{ metric: text, threshold: text, ok: false }] }),
    );
    expect(suites(aRun({ load, verdict: 'failed', causes: ['x'], exitCode: 1 }))).toHaveLength(load.length);
  });
});

describe('the check itself', () => {
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n';

  it.each([
    ['a tag that is never closed', '<a><b></a>'],
    ['a bare ampersand', '<a>x & y</a>'],
    ['a markup character in an attribute', '<a b="<"/>'],
    ['an attribute twice', '<a b="1" b="2"/>'],
    ['a control character', '<a>\u0001</a>'],
    ['half a surrogate pair', '<a>\ud83d</a>'],
    ['two document elements', '<a/><b/>'],
    ['a stray bracket', '<a><</a>'],
    ['the end of a CDATA section', '<a>]]></a>'],
  ])('refuses %s', (_, xml) => {
    expect(() => parseXml(head + xml)).toThrow();
  });

  it('reads back attributes and text', () => {
    expect(parseXml(`${head}<a b="1 &amp; 2"><c/>x&#10;y</a>`)).toEqual({
      name: 'a',
      attributes: { b: '1 & 2' },
      children: [{ name: 'c', attributes: {}, children: [], text: '' }],
      text: 'x\ny',
    });
  });
});
