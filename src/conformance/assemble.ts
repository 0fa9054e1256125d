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
import type { WorkerRecord } from './harness/recorder.js';
import { resultOf } from './harness/result-of.js';
import type { PlannedScenario } from './scenario/check.js';

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
  const why = (planned: PlannedScenario) => (typeof whyNotRun === 'string' ? whyNotRun : whyNotRun(planned));
  return selected.map((planned) => {
    const { scenario } = planned;
    const lack = lacking.get(planned.contract);
    if (lack !== undefined) return resultOf(planned, 'not-run', { note: lack });
    if (scenario.kind === 'sweep')
      return sweep(planned, scenario.check, contractById(contracts, planned.contract), handed.answers);
    return handed.results.get(planned.id) ?? resultOf(planned, 'not-run', { note: why(planned), inconclusive: true });
  });
}

/** Looks at every answer to the endpoint of the scenario's contract. */
function sweep(
  planned: PlannedScenario,
  check: string,
  contract: Contract,
  answers: readonly SeenAnswer[],
): ContractResult {
  const found = sweepOf(check, contract);
  if (found === undefined) throw new Error(`${planned.id}: no check "${check}" in the contract ${contract.name}`);
  const { status, ...seen } = found.run(answers.filter((answer) => answer.contract === contract.id));
  return resultOf(planned, status, { expected: found.expected, ...seen });
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

/** Counts of ends, in all and by standing. */

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
