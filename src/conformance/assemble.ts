import { contractById } from '../contract/contracts.js';
import type { SeenAnswer } from '../contract/seen-answer.js';
import { sweepOf } from '../contract/sweeps.js';
import type { Contract } from '../contract/types.js';
import type {
  ContractResult,
  OpenQuestionResult,
  RedactionCount,
  Results,
  RuleResult,
  RuleStatus,
} from '../records/types.js';
import { countResults, sumCounts } from '../run/counts.js';
import { sayOfAnswers as say } from '../sayings/answers.js';
import type { WorkerRecord } from './harness/recorder.js';
import { resultOf } from './harness/result-of.js';
import type { PlannedScenario } from './scenario/check.js';
import { outcomesOf } from './scenario/outcomes.js';

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

/**
 * One result for every selected scenario, in the order of the files: handed over, swept, or not run. `lacking` says of contracts
 * whose endpoint the target has not, by id, why their scenarios were not due.
 */
export function collectResults(
  contracts: readonly Contract[],
  selected: readonly PlannedScenario[],
  handed: Handed,
  whyNotRun: string | ((planned: PlannedScenario) => string),
  lacking: ReadonlyMap<string, string> = new Map(),
): ContractResult[] {
  const misplaced = placesOf(contracts, selected);
  const results = reportedOnce(selected, handed.results);
  const why = (planned: PlannedScenario) => (typeof whyNotRun === 'string' ? whyNotRun : whyNotRun(planned));
  return selected.map((planned) => {
    const { scenario } = planned;
    const lack = lacking.get(planned.contract);
    if (lack !== undefined) return resultOf(planned, 'not-run', { note: lack });
    if (scenario.kind === 'sweep')
      return sweep(
        planned,
        scenario.check,
        contractById(contracts, planned.contract),
        { ...handed, results },
        misplaced,
      );
    return results.get(planned.id) ?? resultOf(planned, 'not-run', { note: why(planned), inconclusive: true });
  });
}

/**
 * The results with each fault told once: of a rule that a look at every answer decides, a scenario only draws an answer for that. Where
 * another answer came, and a scenario of the rule that this breaks says the same, there was nothing to look at.
 */
function reportedOnce(
  selected: readonly PlannedScenario[],
  results: ReadonlyMap<string, ContractResult>,
): ReadonlyMap<string, ContractResult> {
  const swept = new Set(
    selected.filter(({ scenario }) => scenario.kind === 'sweep').map(({ scenario }) => scenario.rule),
  );
  const key = ({ expected, actual }: ContractResult) => JSON.stringify([expected, actual]);
  const failed = [...results.values()].filter(({ status }) => status === 'failed');
  const told = new Map(failed.filter(({ rule }) => !swept.has(rule)).map((one) => [key(one), one]));
  return new Map(
    [...results].map(([id, result]) => {
      const other = result.status === 'failed' && swept.has(result.rule) ? told.get(key(result)) : undefined;
      if (other === undefined) return [id, result];
      const note = say('toldElsewhere', { answer: result.actual, other: result.expected, field: other.rule });
      return [id, { ...result, status: 'not-run', note }];
    }),
  );
}

/** How many failed scenarios a sweep names as its cause. */
const MOST_NAMED = 20;

/** Looks at every answer to the endpoint of the scenario's contract. */
function sweep(
  planned: PlannedScenario,
  check: string,
  contract: Contract,
  { answers, results }: Handed,
  outOfPlace: (answer: SeenAnswer) => boolean,
): ContractResult {
  const found = sweepOf(check, contract);
  if (found === undefined) throw new Error(`${planned.id}: no check "${check}" in the contract ${contract.name}`);
  const { status, brokenBy, ...seen } = found.run(
    answers.filter((answer) => answer.contract === contract.id),
    outOfPlace,
  );
  const failed = brokenBy.filter((id) => results.get(id)?.status === 'failed');
  const bySound = brokenBy.some((id) => results.get(id)?.status === 'passed');
  const sameAs = bySound || failed.length === 0 ? {} : { sameAs: failed.slice(0, MOST_NAMED) };
  return resultOf(planned, status, { expected: found.expected, ...seen, ...sameAs });
}

/** Tells an answer that is a success where only a failure was due, or the other way round. */
function placesOf(contracts: readonly Contract[], selected: readonly PlannedScenario[]) {
  const due = new Map(
    selected.flatMap(({ id, contract, scenario }) => {
      if (scenario.kind !== undefined && scenario.kind !== 'request' && scenario.kind !== 'result') return [];
      const outcomes = outcomesOf(scenario.expect, contractById(contracts, contract)) ?? [];
      const failures = new Set(outcomes.map((outcome) => outcome.status >= 400));
      return failures.size === 1 ? [[id, failures.has(true)] as const] : [];
    }),
  );
  return ({ scenario, status, kind }: SeenAnswer) =>
    kind === 'judged' && due.has(scenario) && due.get(scenario) !== status >= 400;
}

/** A scenario, as far as rules count it. */
interface WithRule {
  readonly scenario: { readonly rule: string };
}

/** What the results say of a contract run: every rule's state, the open questions, the counts. */
export function contractResults(
  contracts: readonly Contract[],
  all: readonly WithRule[],
  results: readonly ContractResult[],
  requests: number,
): Results['contract'] {
  return {
    results,
    rules: contracts.flatMap((contract) => stateRules(contract, all, results)),
    endpoints: contracts.map(({ id, name, endpoint }) => ({
      id,
      name,
      address: endpoint === null ? '' : `${endpoint.method} ${endpoint.path}`,
    })),
    groups: contracts.flatMap((contract) => contract.groups.map((group) => ({ ...group, endpoint: contract.id }))),
    openQuestions: contracts.flatMap((contract) => answerQuestions(contract, results)),
    summary: countResults(results, requests),
  };
}

/** The state of every rule: the gravest of its scenarios' ends. */
function stateRules(contract: Contract, all: readonly WithRule[], results: readonly ContractResult[]): RuleResult[] {
  return contract.rules.map((rule) => {
    const scenarios = all.filter(({ scenario }) => scenario.rule === rule.id).length;
    const own = results.filter((result) => result.rule === rule.id);
    const { id, standing, group, text, outcome, section = '', inferredFrom = '' } = rule;
    const status = stateOf(scenarios, own);
    return { id, endpoint: contract.id, standing, group, text, outcome, section, inferredFrom, status, scenarios };
  });
}

function stateOf(scenarios: number, results: readonly ContractResult[]): RuleStatus {
  if (scenarios === 0) return 'untested';
  const has = (status: ContractResult['status']) => results.some((result) => result.status === status);
  const order = ['failed', 'waived', 'passed', 'observed'] as const;
  const came = order.find(has);
  if (came !== undefined) return came;
  if (results.length === 0) return 'not-selected';
  return results.some(({ inconclusive }) => inconclusive) ? 'undecided' : 'not-run';
}

/** The page's open questions with what this run saw about each. */
function answerQuestions({ openQuestions = [] }: Contract, results: readonly ContractResult[]): OpenQuestionResult[] {
  return openQuestions.map(({ question, rules, wording = [] }) => ({
    question,
    observations: results
      .filter(({ rule, status, actual }) => {
        // An observation always tells something; a passed case only where the exact wording is the question.
        if (status === 'observed') return rules.includes(rule) || wording.includes(rule);
        return status === 'passed' && actual !== '' && wording.includes(rule);
      })
      .map(({ rule, name, actual }) => ({ rule, name, seen: actual })),
  }));
}
