import type { Standing } from '../contract/types.js';
import type { LoadRecord } from './load-types.js';

/** How one scenario ended. */
export type ResultStatus = 'passed' | 'failed' | 'observed' | 'not-run' | 'waived';

/**
 * How a rule ended: the worst of its scenarios; `undecided`: one was due and could not be decided; `not-selected`: the run left all of
 * them out; `untested`: it has none.
 */
export type RuleStatus = ResultStatus | 'undecided' | 'not-selected' | 'untested';

/** One scenario's result, as stored. All text is redacted before it gets here on its way to a file. */
export interface ContractResult {
  /** Rule id + slug of the name; stable between runs. */
  readonly id: string;
  readonly name: string;
  readonly rule: string;
  readonly standing: Standing;
  /** Where the scenario stands: path relative to the project (or absolute for a user's own folder), 1-based line. */
  readonly file: string;
  readonly line: number;
  readonly status: ResultStatus;
  /** What the page says, as text, e.g. `400 BAD_ARGUMENTS:biz_no`; for an observation `left open`. */
  readonly expected: string;
  /** What came, as text; empty when nothing was sent. */
  readonly actual: string;
  /** A remark, a reason for not-run, or a hint; empty when there is none. */
  readonly note: string;
  readonly durationMs: number;
  /** A shell line that repeats the request, secrets as variables; empty when nothing was sent. */
  readonly curl: string;
  /** The answer's body, cut to 4,000 characters. */
  readonly body: string;
  /** Several steps of one case (bursts, liveness flow), in order; empty for a plain request. */
  readonly steps: readonly ResultStep[];
  /** True for a not-run scenario that was due but could not be decided: no answer, the budget used up, too little seen. */
  readonly inconclusive: boolean;
  /** Path of a screenshot beside the report, relative to it; empty when there is none. */
  readonly screenshot: string;
  /** Of a failed look at every answer: failed scenarios, some of them, whose answers are all that broke it. Absent where it has a cause of its own. */
  readonly sameAs?: readonly string[];
}

export interface ResultStep {
  readonly title: string;
  /** Milliseconds since the case began. */
  readonly atMs: number;
  readonly detail: string;
}

export interface RuleResult {
  readonly id: string;
  /** Id of the endpoint whose contract has it. */
  readonly endpoint: string;
  readonly standing: Standing;
  readonly group: string;
  readonly text: string;
  readonly outcome: string;
  readonly section: string;
  readonly inferredFrom: string;
  readonly status: RuleStatus;
  /** How many scenarios the rule has. */
  readonly scenarios: number;
}

export interface StatusCounts {
  readonly total: number;
  readonly passed: number;
  readonly failed: number;
  readonly observed: number;
  /** Left out with a reason that is not the target's: no account, no browser, … */
  readonly notRun: number;
  /** Due, but without a result: no answer, the budget used up, too little seen. */
  readonly undecided: number;
  readonly waived: number;
}

export interface ContractSummary extends StatusCounts {
  readonly byStanding: Readonly<Record<Standing, StatusCounts>>;
  /** Requests sent to the target, retries and pre-flight included. */
  readonly requests: number;
}

export interface OpenQuestionResult {
  readonly question: string;
  readonly observations: readonly { readonly rule: string; readonly name: string; readonly seen: string }[];
}

/** What the redactor replaced, by kind; never the values. */
export interface RedactionCount {
  readonly kind: string;
  readonly count: number;
}

export interface RunInfo {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly finishedAt: string;
  /** False when the run was interrupted or stopped before its end. */
  readonly complete: boolean;
  readonly seed: number;
  /** The words after `facegate` that repeat the run, its seed included. */
  readonly command: readonly string[];
  readonly target: { readonly name: string; readonly url: string };
  readonly version: string;
  readonly node: string;
}

export type Verdict = 'passed' | 'failed' | 'inconclusive' | 'interrupted' | 'unreachable' | 'error';

/** The whole of a run: `results.json`. Its JSON Schema is `results.schema.json`. */
export interface Results {
  /** Of this shape; results without it are of version 1. */
  readonly schemaVersion: 2;
  readonly run: RunInfo;
  readonly contract: {
    readonly results: readonly ContractResult[];
    readonly rules: readonly RuleResult[];
    /** In the order of the flow; `address` is method and path, empty where nothing is called. */
    readonly endpoints: readonly { readonly id: string; readonly name: string; readonly address: string }[];
    readonly groups: readonly { readonly id: string; readonly endpoint: string; readonly title: string }[];
    readonly openQuestions: readonly OpenQuestionResult[];
    readonly summary: ContractSummary;
  };
  /** Runs of load scripts, in order; empty when there were none. */
  readonly load: readonly LoadRecord[];
  readonly redactions: readonly RedactionCount[];
  readonly verdict: Verdict;
  /** Why, one line each; at least one when exitCode is not 0. */
  readonly causes: readonly string[];
  readonly exitCode: number;
}
