import { countStatuses } from '../records/count-statuses.js';
import type {
  ContractResult,
  OpenQuestionResult,
  ResultStatus,
  Results,
  RuleResult,
  RuleStatus,
  StatusCounts,
} from '../records/types.js';
import { type Cause, causesOf } from './causes.js';
import { between } from './format.js';
import { groupBy } from './group-by.js';
import { requestsSent } from './load/requests.js';

/** Scenarios that share rule, expected and actual. */
export interface Cluster {
  readonly first: ContractResult;
  /** The other scenarios. */
  readonly others: readonly ContractResult[];
  /** Null when the results name a rule that the rule list lacks. */
  readonly rule: RuleResult | null;
}

/** A fault of the target with its scenarios, those that are alike put together. */
export interface CauseView extends Cause {
  readonly clusters: readonly Cluster[];
}

export interface RuleView {
  readonly rule: RuleResult;
  readonly results: readonly ContractResult[];
}

export interface GroupView {
  readonly id: string;
  readonly title: string;
  readonly rules: readonly RuleView[];
}

/** The groups of one endpoint. */
export interface EndpointView {
  readonly id: string;
  /** Empty for results of version 1, which know of one endpoint and do not name it, and for rules that no list has. */
  readonly name: string;
  /** Method and path; empty where nothing is called. */
  readonly address: string;
  readonly groups: readonly GroupView[];
  /** How its scenarios ended. */
  readonly counts: StatusCounts;
}

/** Scenarios that carry the same note. */
export interface NoteGroup {
  readonly note: string;
  readonly results: readonly ContractResult[];
}

export interface RuleCounts {
  readonly total: number;
  /** Kept, broken or waived: everything that was judged. */
  readonly judged: number;
  readonly byStatus: Readonly<Record<RuleStatus, number>>;
}

/** An open question, with the cases that showed the same thing put together. */
export interface QuestionView {
  readonly question: string;
  readonly seen: readonly { readonly seen: string; readonly rule: string; readonly names: readonly string[] }[];
}

/** Results, grouped and counted for showing. Holds no text of its own. */
export interface ReportModel {
  readonly results: Results;
  /** False for a run of load scripts alone: then nothing is told of the contract. */
  readonly hasContract: boolean;
  /** All requests to the target, those of load runs included. */
  readonly requests: number;
  readonly durationMs: number;
  readonly rules: RuleCounts;
  readonly broken: readonly RuleResult[];
  readonly endpoints: readonly EndpointView[];
  /** Why scenarios failed, each fault of the target once. */
  readonly causes: readonly CauseView[];
  /** How many scenarios failed. */
  readonly failed: number;
  readonly waived: readonly Cluster[];
  readonly observed: readonly RuleView[];
  /** Scenarios that were due but could not be decided, by reason, the largest group first. */
  readonly undecided: readonly NoteGroup[];
  /** Scenarios that were not run for any other reason, by reason, the largest group first. */
  readonly notRun: readonly NoteGroup[];
  readonly untested: readonly RuleResult[];
  /** Remarks on scenarios that passed, the most frequent first. */
  readonly notes: readonly NoteGroup[];
  readonly questions: readonly QuestionView[];
  readonly redacted: number;
}

/** From the worst to the best. */
const SEVERITY: readonly ResultStatus[] = ['failed', 'waived', 'not-run', 'observed', 'passed'];

/** The rule of results whose id the rule list lacks: nothing of them may be lost on the way to the report. */
function unlistedRule(id: string, results: readonly ContractResult[]): RuleResult {
  const status = SEVERITY.find((one) => results.some((result) => result.status === one)) ?? 'not-selected';
  const standing = results[0]?.standing ?? 'silent';
  const nothing = { text: '', outcome: '', section: '', inferredFrom: '' };
  return { id, endpoint: '', standing, group: '', status, scenarios: results.length, ...nothing };
}

/** Every rule under its group, every group under its endpoint, in the order of the run and without empty ones. */
function viewEndpoints(contract: Results['contract']): EndpointView[] {
  const byRule = groupBy(contract.results, (result) => result.rule);
  const listed = new Set(contract.rules.map((rule) => rule.id));
  const unlisted = [...byRule].filter(([id]) => !listed.has(id)).map(([id, own]) => unlistedRule(id, own));
  const views = [...contract.rules, ...unlisted].map((rule) => ({ rule, results: byRule.get(rule.id) ?? [] }));
  const byEndpoint = groupBy(views, ({ rule }) => rule.endpoint);
  const known = new Map(contract.endpoints.map((endpoint) => [endpoint.id, endpoint]));
  return [...new Set([...known.keys(), ...byEndpoint.keys()])]
    .map((id) => {
      const { name, address } = known.get(id) ?? { name: '', address: '' };
      const own = byEndpoint.get(id) ?? [];
      const counts = countStatuses(own.flatMap(({ results }) => results));
      return {
        id,
        name,
        address,
        groups: viewGroups(
          own,
          contract.groups.filter((group) => group.endpoint === id),
        ),
        counts,
      };
    })
    .filter(({ groups }) => groups.length > 0);
}

function viewGroups(views: readonly RuleView[], groups: Results['contract']['groups']): GroupView[] {
  const byGroup = groupBy(views, (view) => view.rule.group);
  const titles = new Map(groups.map(({ id, title }) => [id, title]));
  return [...new Set([...titles.keys(), ...byGroup.keys()])]
    .map((id) => ({ id, title: titles.get(id) ?? id, rules: byGroup.get(id) ?? [] }))
    .filter((group) => group.rules.length > 0);
}

/** Whether a group is all of its endpoint and called as that is: its title would say the same again. */
export function isWholeEndpoint(group: GroupView, { name, groups }: EndpointView): boolean {
  return groups.length === 1 && group.title === name;
}

function cluster(results: readonly ContractResult[], rules: ReadonlyMap<string, RuleResult>): Cluster[] {
  const groups = groupBy(results, (result) => JSON.stringify([result.rule, result.expected, result.actual]));
  return [...groups.values()].map(([first, ...others]) => ({
    first: first!,
    others,
    rule: rules.get(first!.rule) ?? null,
  }));
}

function viewQuestion({ question, observations }: OpenQuestionResult): QuestionView {
  const alike = groupBy(observations, (one) => JSON.stringify([one.rule, one.seen]));
  const seen = [...alike.values()].map((own) => ({
    seen: own[0]!.seen,
    rule: own[0]!.rule,
    names: own.map((one) => one.name),
  }));
  return { question, seen };
}

function byNote(results: readonly ContractResult[]): NoteGroup[] {
  return [...groupBy(results, (result) => result.note)]
    .map(([note, own]) => ({ note, results: own }))
    .sort((a, b) => b.results.length - a.results.length);
}

/** How many scenarios groups of them hold. */
export function countOf(groups: readonly NoteGroup[]): number {
  return groups.reduce((sum, group) => sum + group.results.length, 0);
}

function countRules(rules: readonly RuleResult[]): RuleCounts {
  const byStatus: Record<RuleStatus, number> = {
    passed: 0,
    failed: 0,
    observed: 0,
    'not-run': 0,
    waived: 0,
    undecided: 0,
    'not-selected': 0,
    untested: 0,
  };
  for (const rule of rules) byStatus[rule.status] += 1;
  return { total: rules.length, judged: byStatus.passed + byStatus.failed + byStatus.waived, byStatus };
}

/** Groups and counts the results of a run; no figure is taken from anywhere else. */
export function buildModel(results: Results): ReportModel {
  const { run, load } = results;
  const hasContract = results.contract.results.length > 0 || load.length === 0;
  const contract = hasContract ? results.contract : { ...results.contract, rules: [], openQuestions: [] };
  const endpoints = viewEndpoints(contract);
  const views = endpoints.flatMap(({ groups }) => groups.flatMap((group) => group.rules));
  const rules = views.map((view) => view.rule);
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const having = (status: ResultStatus): ContractResult[] => contract.results.filter((one) => one.status === status);
  return {
    results,
    hasContract,
    requests: contract.summary.requests + load.reduce((sum, record) => sum + requestsSent(record), 0),
    durationMs: between(run.startedAt, run.finishedAt),
    rules: countRules(rules),
    broken: rules.filter((rule) => rule.status === 'failed'),
    endpoints,
    causes: causesOf(contract.results).map((cause) => ({ ...cause, clusters: cluster(cause.results, byId) })),
    failed: having('failed').length,
    waived: cluster(having('waived'), byId),
    observed: views
      .map((view) => ({ rule: view.rule, results: view.results.filter((one) => one.status === 'observed') }))
      .filter((view) => view.results.length > 0),
    undecided: byNote(having('not-run').filter((one) => one.inconclusive)),
    notRun: byNote(having('not-run').filter((one) => !one.inconclusive)),
    untested: rules.filter((rule) => rule.status === 'untested'),
    notes: byNote(having('passed').filter((one) => one.note !== '')),
    questions: contract.openQuestions.map(viewQuestion),
    redacted: results.redactions.reduce((sum, one) => sum + one.count, 0),
  };
}
