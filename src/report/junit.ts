import type { ContractResult, Results, RuleResult } from '../records/types.js';
import { escapeXml } from './escape.js';
import { type Suite, seconds, suite } from './junit-suite.js';
import { loadSuite } from './load/junit-suite.js';
import { buildModel, type EndpointView, type GroupView, isWholeEndpoint, type ReportModel } from './model.js';
import { english, type Texts } from './texts.js';
import { isIncomplete, titleOf } from './title.js';
import { element } from './xml.js';

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
function passedWith(result: ContractResult, label: string, texts: Texts): string {
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
      return passedWith(result, texts.junit.observed, texts);
    case 'waived':
      return passedWith(result, texts.junit.waived, texts);
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

/** Names the endpoint as well where there are several. */
function suiteName(group: GroupView, endpoint: EndpointView, several: boolean, texts: Texts): string {
  const title = group.title === '' ? texts.rules.unlisted : group.title;
  return !several || endpoint.name === '' || isWholeEndpoint(group, endpoint) ? title : `${endpoint.name}: ${title}`;
}

function groupSuite(name: string, group: GroupView, startedAt: string, texts: Texts): Suite | null {
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
  return suite(name, counts, startedAt, cases.join(''));
}

/** A run that is no pass although nothing in it failed must not look green: one test case stands for the run itself. */
function runSuite(model: ReportModel, load: readonly Suite[], texts: Texts): Suite | null {
  const { results } = model;
  const failed = model.failed > 0 || load.some(({ failures, errors }) => failures + errors > 0);
  if (!isIncomplete(model) && (results.exitCode === 0 || failed)) return null;
  const message = titleOf(model, texts).text;
  const error = element('error', { message, type: results.verdict }, escapeXml(results.causes.join('\n')));
  const content = `    ${element('testcase', { name: texts.junit.verdict, classname: texts.junit.run, time: '0.000' }, error)}\n`;
  const counts = { tests: 1, failures: 0, errors: 1, skipped: 0, ms: 0 };
  return suite(texts.junit.run, counts, results.run.startedAt, content);
}

/**
 * The results as JUnit XML: a test suite for each group of rules, endpoint by endpoint, a test case for each scenario. Observed and waived
 * scenarios pass and say what came in `system-out`; scenarios that were not run are skipped with their reason. Each load
 * run is a suite of its own. A run without a verdict adds an error of its own.
 */
export function renderJunit(results: Results, texts: Texts = english): string {
  const model = buildModel(results);
  const load = results.load.map((record) => loadSuite(record, texts));
  const suites = [
    runSuite(model, load, texts),
    ...model.endpoints.flatMap((endpoint) =>
      endpoint.groups.map((group) => {
        const name = suiteName(group, endpoint, model.endpoints.length > 1, texts);
        return groupSuite(name, group, results.run.startedAt, texts);
      }),
    ),
    ...load,
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
