import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { aLimitRun } from '../../records/load-record.fixture.js';
import type { Results } from '../../records/types.js';
import { findingOf } from '../load/finding.js';
import { aResult, aRun, failingRun, hostileRun, interruptedRun, passingRun } from '../sample.fixture.js';
import { english } from '../texts.js';
import { parseXml } from '../xml.fixture.js';
import { githubAnnotations } from './annotations.js';
import { badge } from './badge.js';
import { ctrfReport } from './ctrf.js';
import { stepSummary } from './step-summary.js';

const runs: readonly (readonly [string, Results])[] = [
  ['a passing run', passingRun],
  ['a failing run', failingRun],
  ['an interrupted run', interruptedRun],
  ['texts that are up to no good', hostileRun],
  ['a load run', aRun({ load: [aLimitRun()] })],
];

describe.each([
  ['summary', stepSummary],
  ['annotations', (results: Results) => githubAnnotations(results).join('\n')],
  ['badge', badge],
])('the %s', (_name, write) => {
  it.each(runs)('of %s holds values alone, no code and no gap', (_, results) => {
    expect(write(results)).not.toMatch(/=>|\bundefined\b|\bNaN\b|\[object /);
  });
});

describe('CTRF', () => {
  const home = dirname(createRequire(import.meta.url).resolve('ctrf'));
  const schema = JSON.parse(readFileSync(join(home, 'ctrf-schema-0.0.json'), 'utf8'));
  const valid = new Ajv({ strict: false, formats: { uuid: true, 'date-time': true, uri: true } }).compile(schema);

  it.each(runs)('of %s fits the public schema', (_, results) => {
    valid(ctrfReport(results));
    expect(valid.errors).toBeNull();
  });

  it('counts as the results do, and a failure says what was expected', () => {
    const { results } = ctrfReport(failingRun) as {
      results: { summary: Record<string, number>; tests: { status: string; message?: string }[] };
    };
    const failed = results.tests.filter(({ status }) => status === 'failed');
    expect(results.summary.failed).toBe(failed.length);
    expect(failed).toHaveLength(failingRun.contract.summary.failed);
    expect(failed[0]!.message).toMatch(/^expected .*, actual /i);
  });

  it('of a run that is no pass although nothing failed is not green', () => {
    const { results } = ctrfReport({ ...passingRun, exitCode: 4, verdict: 'inconclusive', causes: ['too few'] }) as {
      results: { tests: { status: string; message?: string }[] };
    };
    expect(results.tests.find(({ status }) => status === 'failed')?.message).toContain('too few');
  });
});

describe('annotations of GitHub', () => {
  it('mark each cause once, at its scenario', () => {
    const [first] = githubAnnotations(failingRun);
    expect(first).toMatch(/^::error title=[\w.-]+,file=scenarios\/[\w./-]+,line=\d+::/);
  });

  it('of a clean run are none', () => {
    expect(githubAnnotations(passingRun)).toEqual([]);
  });

  it.each(runs)('of %s are commands of one line each', (_, results) => {
    for (const line of githubAnnotations(results)) expect(line).toMatch(/^::(?:error|warning) [^\r\n]*$/);
  });

  it('no text of an answer ends its command or begins another', () => {
    const failed = aResult({
      status: 'failed',
      name: 'a\n::warning::b',
      actual: '100 % \r::stop-commands::x',
      rule: 'r:1,2',
    });
    const [line] = githubAnnotations({ ...failingRun, contract: { ...failingRun.contract, results: [failed] } });
    expect(line).toContain('title=r%3A1%2C2,');
    expect(line).toContain('a%0A::warning::b');
    expect(line).toContain('100 %25 %0D::stop');
  });

  it('are ten at most, the last of which says how many are left out', () => {
    const results = Array.from({ length: 14 }, (_, index) =>
      aResult({ status: 'failed', rule: `rule-${index}`, expected: `403 E${index}`, actual: `403 X${index}` }),
    );
    const lines = githubAnnotations({ ...failingRun, contract: { ...failingRun.contract, results } });
    expect(lines).toHaveLength(10);
    expect(lines[9]).toMatch(/and 5 more/);
  });
});

describe("the summary of a job's page", () => {
  it('tells finding, causes and how to repeat', () => {
    const text = stepSummary(failingRun);
    expect(text).toMatch(/^## ❌ /);
    expect(text).toContain('| --- |');
    expect(text).toContain('npx facegate');
    expect(stepSummary(passingRun)).toMatch(/^## ✅ /);
  });

  it('tells each finding once, and how much was sent', () => {
    const { text } = findingOf(aLimitRun(), english);
    const summary = stepSummary({ ...failingRun, load: [aLimitRun()] });
    expect(summary.split(text)).toHaveLength(2);
    expect(summary).toMatch(/ · [\d,]+ requests? sent · /);
  });

  it('makes no markup of texts from outside', () => {
    expect(stepSummary(hostileRun)).not.toMatch(/<script|<img|\]\(/i);
  });
});

describe('the badge', () => {
  it.each(runs)('of %s is SVG that says the verdict in words', (_, results) => {
    const { name, attributes } = parseXml(badge(results));
    expect(name).toBe('svg');
    expect(attributes['aria-label']).toMatch(/^Facegate: \w+/);
  });

  it('has the colour of the verdict', () => {
    expect(badge(passingRun)).toContain('#2e7d32');
    expect(badge(failingRun)).toContain('#c62828');
  });
});
