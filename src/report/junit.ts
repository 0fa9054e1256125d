import type { ContractResult, Results, RuleResult } from '../records/types.js';
import { escapeXml, escapeXmlAttribute } from './escape.js';
import { buildModel, type GroupView, type ReportModel } from './model.js';
import { english, type Texts } from './texts.js';
import { isIncomplete, titleOf, titleText } from './title.js';

type Attributes = Readonly<Record<string, string | number>>;

function attributes(values: Attributes): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXmlAttribute(String(value))}"`)
    .join('');
}

function element(name: string, values: Attributes, content = ''): string {
  return content === '' ? `<${name}${attributes(values)}/>` : `<${name}${attributes(values)}>${content}</${name}>`;
}

/** Milliseconds as seconds with three places, the unit of JUnit. */
function seconds(ms: number): string {
  return (Number.isFinite(ms) && ms > 0 ? ms / 1000 : 0).toFixed(3);
}

function failureText(result: ContractResult, rule: RuleResult, texts: Texts): string {
  const { failure } = texts;
  return [
    failure.place(result.file, result.line),
    `${result.rule}${rule.section === '' ? '' : `, ${failure.section(rule.section)}`}`,
    `${failure.expected}: ${result.expected}`,
    `${failure.actual}: ${result.actual === '' ? failure.nothing : result.actual}`,
    ...(result.note === '' ? [] : [`${failure.note}: ${result.note}`]),
    ...(result.body === '' ? [] : [`${failure.body}:`, result.body]),
    ...(result.curl === '' ? [] : [`${failure.repeat}:`, result.curl]),
    ...result.steps.map((step) => `${Math.round(step.atMs)} ms  ${step.title}  ${step.detail}`),
  ].join('\n');
}

/** What came of a scenario that is neither passed in silence nor failed. */
function remark(result: ContractResult, label: string, texts: Texts): string {
  const lines = [
    `${label}: ${result.actual}`,
    `${texts.failure.expected}: ${result.expected}`,
    ...(result.note === '' ? [] : [`${texts.failure.note}: ${result.note}`]),
  ];
  return element('system-out', {}, escapeXml(lines.join('\n')));
}

function outcome(result: ContractResult, rule: RuleResult, texts: Texts): string {
  switch (result.status) {
    case 'failed': {
      const actual = result.actual === '' ? texts.failure.nothing : result.actual;
      const message = `${texts.failure.expected} ${result.expected}, ${texts.failure.actual} ${actual}`;
      return element('failure', { message, type: result.rule }, escapeXml(failureText(result, rule, texts)));
    }
    case 'not-run':
      return element('skipped', { message: result.note === '' ? texts.notRun.noReason : result.note });
    case 'observed':
      return remark(result, texts.junit.observed, texts);
    case 'waived':
      return remark(result, texts.junit.waived, texts);
    case 'passed':
      return result.note === '' ? '' : element('system-out', {}, escapeXml(result.note));
  }
}

function testcase(result: ContractResult, rule: RuleResult, texts: Texts): string {
  const values = {
    name: result.name,
    classname: result.rule,
    file: result.file,
    line: result.line,
    time: seconds(result.durationMs),
  };
  return `    ${element('testcase', values, outcome(result, rule, texts))}\n`;
}

interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
  readonly ms: number;
  readonly xml: string;
}

function suite(name: string, counts: Omit<Suite, 'xml'>, startedAt: string, content: string): Suite {
  const { tests, failures, errors, skipped, ms } = counts;
  const values = { name, tests, failures, errors, skipped, time: seconds(ms), timestamp: startedAt };
  return { ...counts, xml: `  ${element('testsuite', values, `\n${content}  `)}\n` };
}

function groupSuite(group: GroupView, startedAt: string, texts: Texts): Suite | null {
  const results = group.rules.flatMap((view) => view.results);
  if (results.length === 0) return null;
  const counts = {
    tests: results.length,
    failures: results.filter((one) => one.status === 'failed').length,
    errors: 0,
    skipped: results.filter((one) => one.status === 'not-run').length,
    ms: results.reduce((sum, one) => sum + one.durationMs, 0),
  };
  const cases = group.rules.flatMap((view) => view.results.map((one) => testcase(one, view.rule, texts)));
  return suite(group.title === '' ? texts.rules.unlisted : group.title, counts, startedAt, cases.join(''));
}

/** A run that is no pass although no scenario failed must not look green: one test case stands for the run itself. */
function runSuite(model: ReportModel, texts: Texts): Suite | null {
  const { results } = model;
  if (!isIncomplete(model) && (results.exitCode === 0 || model.failures.length > 0)) return null;
  const message = titleText(titleOf(model, texts), texts);
  const error = element('error', { message, type: results.verdict }, escapeXml(results.causes.join('\n')));
  const content = `    ${element('testcase', { name: texts.junit.verdict, classname: texts.junit.run, time: '0.000' }, error)}\n`;
  const counts = { tests: 1, failures: 0, errors: 1, skipped: 0, ms: 0 };
  return suite(texts.junit.run, counts, results.run.startedAt, content);
}

/**
 * The results as JUnit XML: a test suite for each group of rules, a test case for each scenario. Observed and waived
 * scenarios pass and say what came in `system-out`; scenarios that were not run are skipped with their reason. A run
 * without a verdict adds an error of its own.
 */
export function renderJunit(results: Results, texts: Texts = english): string {
  const model = buildModel(results);
  const suites = [
    runSuite(model, texts),
    ...model.groups.map((group) => groupSuite(group, results.run.startedAt, texts)),
  ].filter((one) => one !== null);
  const sum = (key: 'tests' | 'failures' | 'errors' | 'skipped'): number =>
    suites.reduce((total, one) => total + one[key], 0);
  const { run } = results;
  const values = {
    name: `facegate ${run.target.name}`,
    tests: sum('tests'),
    failures: sum('failures'),
    errors: sum('errors'),
    skipped: sum('skipped'),
    time: seconds(model.durationMs),
    timestamp: run.startedAt,
  };
  const content = suites.map((one) => one.xml).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', values, `\n${content}`)}\n`;
}
