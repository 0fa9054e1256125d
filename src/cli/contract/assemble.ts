import { getToken } from '../../../contracts/get-token.js';
import type { SeenAnswer } from '../../contract/seen-answer.js';
import { sweeps } from '../../contract/sweeps.js';
import type { Rule, Standing } from '../../contract/types.js';
import type {
  ContractResult,
  OpenQuestionResult,
  RedactionCount,
  Results,
  RuleResult,
  RuleStatus,
  StatusCounts,
} from '../../records/types.js';
import type { WorkerRecord } from '../../runner/recorder.js';
import { resultOf } from '../../runner/result-of.js';
import type { PlannedScenario } from '../../scenario/check.js';

/** What the workers handed over, sorted by kind; the last result of a scenario counts. */
export interface Handed {
  readonly results: ReadonlyMap<string, ContractResult>;
  readonly answers: readonly SeenAnswer[];
  readonly redactions: readonly RedactionCount[];
}

/** Sorts the workers' records. */
export function sortRecords(records: readonly unknown[]): Handed {
  const results = new Map<string, ContractResult>();
  const answers: SeenAnswer[] = [];
  const perWorker = new Map<number, readonly RedactionCount[]>();
  for (const record of records as readonly WorkerRecord[]) {
    if (record.type === 'result') results.set(record.result.id, record.result);
    else if (record.type === 'answer') answers.push(record.answer);
    else if (record.type === 'redactions') perWorker.set(record.worker, record.counts);
  }
  return { results, answers, redactions: sumCounts([...perWorker.values()].flat()) };
}

/** Adds up counts of the same kind. */
export function sumCounts(counts: readonly RedactionCount[]): RedactionCount[] {
  const sums = new Map<string, number>();
  for (const { kind, count } of counts) sums.set(kind, (sums.get(kind) ?? 0) + count);
  return [...sums].map(([kind, count]) => ({ kind, count })).sort((a, b) => a.kind.localeCompare(b.kind));
}

/** One result for every selected scenario, in the order of the files: handed over, swept, or not run. */
export function collectResults(
  selected: readonly PlannedScenario[],
  handed: Handed,
  whyNotRun: string | ((planned: PlannedScenario) => string),
): ContractResult[] {
  const why = (planned: PlannedScenario) => (typeof whyNotRun === 'string' ? whyNotRun : whyNotRun(planned));
  return selected.map((planned) => {
    const { scenario } = planned;
    if (scenario.kind === 'sweep') return sweep(planned, scenario.check, handed.answers);
    return handed.results.get(planned.id) ?? resultOf(planned, 'not-run', { note: why(planned), inconclusive: true });
  });
}

function sweep(planned: PlannedScenario, check: keyof typeof sweeps, answers: readonly SeenAnswer[]): ContractResult {
  const { expected, run } = sweeps[check];
  const { status, ...seen } = run(answers, getToken);
  return resultOf(planned, status, { expected, ...seen });
}

/** A scenario, as far as rules count it. */
interface WithRule {
  readonly scenario: { readonly rule: string };
}

/** The state of every rule: the gravest of its scenarios' ends. */
export function stateRules(all: readonly WithRule[], results: readonly ContractResult[]): RuleResult[] {
  const rules: readonly Rule[] = getToken.rules;
  return rules.map((rule) => {
    const scenarios = all.filter(({ scenario }) => scenario.rule === rule.id).length;
    return {
      id: rule.id,
      standing: rule.standing,
      group: rule.group,
      text: rule.text,
      outcome: rule.outcome,
      section: rule.section,
      inferredFrom: rule.inferredFrom ?? '',
      status: stateOf(
        rule,
        scenarios,
        results.filter((result) => result.rule === rule.id),
      ),
      scenarios,
    };
  });
}

function stateOf(rule: Rule, scenarios: number, results: readonly ContractResult[]): RuleStatus {
  if (scenarios === 0) return rule.needs === 'liveness' ? 'waiting' : 'untested';
  const has = (status: ContractResult['status']) => results.some((result) => result.status === status);
  const order = ['failed', 'waived', 'passed', 'observed'] as const;
  return order.find(has) ?? 'not-run';
}

/** Counts of ends, in all and by standing. */
export function summarise(results: readonly ContractResult[], requests: number): Results['contract']['summary'] {
  const of = (standing: Standing) => countStatuses(results.filter((result) => result.standing === standing));
  return {
    ...countStatuses(results),
    byStanding: { stated: of('stated'), implied: of('implied'), silent: of('silent') },
    requests,
  };
}

function countStatuses(results: readonly ContractResult[]): StatusCounts {
  const count = (status: ContractResult['status']) => results.filter((result) => result.status === status).length;
  return {
    total: results.length,
    passed: count('passed'),
    failed: count('failed'),
    observed: count('observed'),
    notRun: count('not-run'),
    waived: count('waived'),
  };
}

/** The page's open questions with what this run saw about each. */
export function answerQuestions(results: readonly ContractResult[]): OpenQuestionResult[] {
  return getToken.openQuestions.map(({ question, rules }) => ({
    question,
    observations: results
      .filter((result) => (rules as readonly string[]).includes(result.rule) && tells(result))
      .map(({ rule, name, actual }) => ({ rule, name, seen: actual })),
  }));
}

/** An observation always tells something; a passed case only where the exact wording is the question. */
function tells({ status, rule, actual }: ContractResult): boolean {
  if (status === 'observed') return true;
  return (
    status === 'passed' &&
    actual !== '' &&
    /^(image_ref\.(no-face|multiple-faces)|auth\.(denied|no-data-source)|response\.expired_time)$/.test(rule)
  );
}
