import type { Standing } from '../contract/types.js';
import type { ResultStatus, RuleStatus, Verdict } from '../records/types.js';
import type { Cause } from './causes.js';
import { count } from './format.js';
import { historyTexts } from './history-texts.js';
import { liveTexts } from './live/live-texts.js';
import { loadTexts } from './load-texts.js';
import { progressTexts } from './progress-texts.js';

function many(value: number, one: string, more = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : more}`;
}

const ofRules = (scenarios: number, rules: number): string =>
  `${many(scenarios, 'scenario')} of ${many(rules, 'rule')}`;

const is = (value: number): string => (value === 1 ? 'is' : 'are');

/** Everything the reports say, in English. Another language is another object of this shape. */
export const english = {
  language: 'en',
  product: 'Facegate',
  /** A text that the program itself put into results (always in English there), in this language; any other text as it is. */
  said: (text: string) => text,

  ruleState: {
    passed: 'kept',
    failed: 'broken',
    observed: 'observed',
    'not-run': 'not run',
    waived: 'known deviation',
    undecided: 'undecided',
    'not-selected': 'not selected',
    untested: 'no scenario',
  } satisfies Record<RuleStatus, string>,
  resultState: {
    passed: 'passed',
    failed: 'failed',
    observed: 'observed',
    'not-run': 'not run',
    undecided: 'undecided',
    waived: 'waived',
  } satisfies Record<ResultStatus | 'undecided', string>,
  standing: { stated: 'stated', implied: 'implied', silent: 'silent' } satisfies Record<Standing, string>,
  standingMeaning: {
    stated: 'The page gives the rule and its outcome.',
    implied: 'The outcome follows from the general error table.',
    silent: 'The page leaves the outcome open: observed, never judged.',
  } satisfies Record<Standing, string>,
  coverage: (scenarios: number): string => (scenarios > 0 ? 'covered' : 'no scenario'),

  title: {
    incomplete: (ran: number, total: number) =>
      ran < total
        ? `INCOMPLETE: the run stopped after ${count(ran)} of ${many(total, 'scenario')}`
        : `INCOMPLETE: the run stopped after ${many(ran, 'scenario')}`,
    noneSoFar: 'no rule is broken so far',
    unreachable: 'The target could not be reached',
    error: 'The run ended in an error',
    andMore: (more: number) => `and ${count(more)} more`,
    failed: 'The run failed, though no rule is broken',
    inconclusive: (undecided: number) =>
      undecided > 0
        ? `Inconclusive: ${many(undecided, 'scenario')} could not be decided`
        : 'Inconclusive: nothing is known about the target',
    nothing: 'Nothing was judged',
    kept: (kept: number, judged: number) =>
      kept < judged
        ? `The target keeps ${count(kept)} of its ${many(judged, 'tested rule')}`
        : judged === 1
          ? 'The target keeps the one rule that was tested'
          : judged === 2
            ? 'The target keeps both tested rules'
            : `The target keeps all ${count(judged)} tested rules`,
    deviations: (waived: number) => `${many(waived, 'known deviation')}`,
    notRun: (rules: number) => `${count(rules)} ${rules === 1 ? 'was' : 'were'} not run`,
    undecided: (rules: number) => `${count(rules)} could not be decided`,
    untested: (rules: number) => (rules === 1 ? '1 has no scenario' : `${count(rules)} have no scenario`),
  },

  lead: {
    kept: (kept: number, judged: number) =>
      judged === 0 ? 'No rule was judged.' : `${count(kept)} of ${many(judged, 'tested rule')} ${is(kept)} kept.`,
    observed: (rules: number) =>
      `${count(rules)} ${rules === 1 ? 'rule whose outcome' : 'rules whose outcomes'} the vendor's page leaves open ${rules === 1 ? 'was' : 'were'} observed.`,
    notRun: (rules: number) => `${many(rules, 'rule')} ${rules === 1 ? 'was' : 'were'} not run.`,
    undecided: (rules: number) => `${many(rules, 'rule')} could not be decided.`,
    notSelected: (rules: number) => `${many(rules, 'rule')} ${is(rules)} not selected.`,
    untested: (rules: number) => `${many(rules, 'rule')} ${rules === 1 ? 'has' : 'have'} no scenario.`,
    why: 'Why',
    mind: 'To bear in mind',
    sentence: (text: string) => `${text}.`,
    join: '; ',
    colon: ': ',
    list: ', ',
    space: ' ',
    incompleteMark: 'INCOMPLETE',
    incomplete:
      'This run did not reach its end. What is missing below was not tried; nothing here is a pass of the whole.',
  },

  facts: {
    rulesKept: 'tested rules kept',
    ruleDetail: (waived: number) =>
      ['none broken', waived > 0 ? many(waived, 'known deviation') : ''].filter((part) => part !== '').join(', '),
    failed: 'scenarios failed',
    noRules: 'no rule was judged',
    of: (part: number, whole: number) => `${count(part)} of ${count(whole)}`,
    scenarios: 'scenarios',
    questions: 'open questions',
    questionDetail: (seen: number, total: number) =>
      total === 0 ? 'none to ask of the vendor' : `${count(seen)} with something seen in this run`,
    requests: (sent: number): string => (sent === 1 ? 'request sent' : 'requests sent'),
    requestDetail: (time: string) => `in ${time}, retries and pre-flight included`,
    inTime: (time: string) => `in ${time}`,
    requestParts: (contract: number, load: number) =>
      `${count(contract)} by the contract tests, ${count(load)} by load runs`,
  },

  run: {
    target: 'Target',
    started: 'Started',
    duration: 'Duration',
    seed: 'Seed',
    id: 'Run',
    version: 'Version',
    versions: (version: string, node: string) => `Facegate ${version}, Node ${node}`,
    exitCode: 'Exit code',
    repeat: 'Repeat it',
    about: 'About this run: when, against what, how to repeat it',
    standings: 'Scenarios by standing',
    all: 'all',
    total: 'total',
    scenarios: 'Scenarios',
    standing: 'standing',
  },

  sections: {
    contents: 'Contents',
    causes: 'Why the run failed',
    failures: 'Evidence of what failed',
    undecided: 'Could not be decided',
    questions: 'Open questions to the vendor',
    observations: 'Observed, not judged',
    notRun: 'Not run, and why',
    waived: 'Known deviations',
    notes: 'Notes on what passed',
    rules: 'The contract, rule by rule',
    scope: 'Scope: what was tested',
    redactions: 'What was redacted',
  },

  failure: {
    count: (scenarios: number, rules: number) => `${ofRules(scenarios, rules)} failed`,
    ofRules,
    causes: (text: string, causes: number) => `${text}, for ${many(causes, 'cause')}`,
    one: (text: string, cause: string) => `${text}: ${cause}`,
    paper: 'More of this cause is in the report as a page.',
    cause: ({ kind, seen, due, others }: Pick<Cause, 'kind' | 'seen' | 'due' | 'others'>) => {
      if (kind === 'shape' || kind === 'other') return seen === '' ? `nothing came in place of: ${due}` : seen;
      return kind === 'argument' && seen === ''
        ? `${due} without its argument`
        : `${seen} in place of ${due}${others === 0 ? '' : ` and of ${many(others, 'other answer')}`}`;
    },
    heads: {
      cause: 'Cause',
      scenarios: 'Scenarios',
      expected: 'Expected',
      actual: 'Actual',
      first: 'First seen in',
    },
    place: (file: string, line: number) => `${file}:${line}`,
    section: (section: string) => `vendor page: ${section}`,
    expected: 'expected',
    actual: 'actual',
    nothing: '(nothing came)',
    rule: 'Rule',
    inferredFrom: 'Inferred from',
    note: 'Note',
    body: 'Body of the answer',
    repeat: 'Repeat the request',
    evidence: 'Request, answer and steps',
    watched: 'Steps and screenshot',
    steps: 'Steps',
    screenshot: 'Screenshot',
    screenshotOf: (name: string) => `Screenshot: ${name}`,
    same: (others: number) => `The same in ${many(others, 'more scenario')}`,
    compact: (rest: number) => `${count(rest)} more in brief. Bodies and requests of all of them are in results.json.`,
    rest: (rest: number) => `${many(rest, 'more cause')}; all are in the report.`,
    more: (rest: number) => `… ${many(rest, 'more character')}`,
  },

  questions: { nothing: 'Nothing was seen in this run.' },
  observations: {
    intro:
      'The page leaves these outcomes open. This is what the target did; each row opens to the request and the answer.',
    case: 'Case',
  },
  notRun: {
    noReason: 'No reason was recorded.',
    scenarios: (total: number) => many(total, 'scenario'),
    untested: (rules: number) => `${many(rules, 'rule')} without a scenario`,
  },
  rules: {
    outcome: 'Documented outcome',
    standing: 'Standing',
    state: 'State',
    unit: (total: number): string => (total === 1 ? 'scenario' : 'scenarios'),
    none: 'This rule has no scenario.',
    section: 'Vendor page',
    unlisted: 'Rules that the rule list lacks',
    endpoint: 'Endpoint',
    failure: 'see the cause',
    many: 'Rules',
  },
  redactions: {
    none: 'Nothing had to be redacted.',
    intro: (total: number) =>
      `${many(total, 'value')} ${total === 1 ? 'was' : 'were'} replaced before anything was written. The values are kept nowhere.`,
    kind: 'Kind',
    count: 'Replaced',
  },
  page: { copy: 'Copy', copied: 'Copied', results: 'Files of this run' },
  bar: {
    label: 'Find in this report',
    search: 'Search',
    state: 'Any state',
    stateLabel: 'State',
    group: 'All endpoints and groups',
    groupLabel: 'Endpoint or group',
    whole: (endpoint: string) => `${endpoint}: all`,
    isNew: 'new in this run',
    /** `{}` stands for the number. */
    found: 'scenarios found: {}',
    clear: 'Clear',
    top: 'Top',
  },

  summary: {
    cause: 'cause',
    undecided: 'Could not be decided',
    notRun: 'Not run',
    repeat: 'Repeat',
    report: 'Report',
    note: 'note',
    first: 'first',
    request: 'repeat',
  },
  junit: {
    run: 'run',
    verdict: 'The run comes to a verdict',
    waived: 'waived',
    observed: 'observed',
  },
  /** In what a CI shows. */
  ci: {
    rules: (kept: number, judged: number) => `${count(kept)} of ${many(judged, 'rule')}`,
    verdict: {
      passed: 'passed',
      failed: 'failed',
      inconclusive: 'inconclusive',
      interrupted: 'interrupted',
      unreachable: 'unreachable',
      error: 'error',
    } satisfies Record<Verdict, string>,
  },
  load: loadTexts,
  progress: progressTexts,
  live: liveTexts,
  history: historyTexts,
  ruleTable: {
    headings: { rule: 'rule', standing: 'standing', scenarios: 'scenarios', state: 'state' },
    total: (rules: number, untested: number) =>
      `${many(rules, 'rule')}: ${untested === 0 ? 'each has a scenario' : `${count(untested)} without a scenario`}`,
  },
};

export type Texts = typeof english;
