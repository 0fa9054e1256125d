import type { ExpectationText } from '../../contract/expectation.js';
import type { SweepName } from '../../contract/sweeps.js';
import type { Role, Value } from '../../contract/types.js';
import type { FlowExpectation, ResultExpectation } from '../../flow/expectations.js';

interface Named<Rule extends string> {
  /** The rule the scenario shows; its id in the contract. */
  readonly rule: Rule;
  /** What is done, as a sentence; unique within its rule. */
  readonly name: string;
}

/** What is sent: the parameters of a valid request of the base, with one thing changed. */
export interface RequestValues {
  /** One of the contract's valid requests; by default its first. */
  readonly base?: string;
  /** The account that sends it. Default `full`. */
  readonly as?: Role;
  /** Documented parameters, and those with another number at the end, to add or replace. */
  readonly with?: Readonly<Record<string, Value>>;
  /** Parameters to leave out. */
  readonly without?: readonly string[];
  /** Fields the page does not know. */
  readonly extra?: Readonly<Record<string, Value>>;
  /** For a contract that sends forms; default `multipart`. */
  readonly form?: 'multipart' | 'urlencoded' | 'urlencoded; charset=UTF-8';
}

/** The same, with another method or path. */
export interface RequestForm extends RequestValues {
  readonly method?: 'POST' | 'GET' | 'PUT' | 'DELETE' | 'PATCH' | 'HEAD' | 'OPTIONS';
  /** Another path than the documented one. */
  readonly path?: string;
}

/** Sends one request and judges (or observes) its answer. */
export interface RequestScenario<Rule extends string = string> extends Named<Rule>, RequestForm {
  readonly kind?: 'request';
  /** The documented outcome, or several of which any passes; `observe` where the page leaves it open. */
  readonly expect: ExpectationText | readonly ExpectationText[] | 'observe';
}

/** Sends the very same request twice and observes the second answer. */
export interface RepeatScenario<Rule extends string = string> extends Named<Rule>, RequestForm {
  readonly kind: 'repeat';
  readonly expect: 'observe';
}

/** Judges every answer of the whole run by one rule of the answer; runs last. */
export interface SweepScenario<Rule extends string = string> extends Named<Rule> {
  readonly kind: 'sweep';
  readonly check: SweepName;
}

/** Sends many requests at the same time, so that their number in flight is exact. */
export interface BurstScenario<Rule extends string = string> extends Named<Rule>, RequestValues {
  readonly kind: 'burst';
  readonly burst: 'at the limit' | 'one above the limit' | 'far above the limit' | 'after a burst';
}

/** Walks the liveness flow in a browser: a token, its page, notify and return; then judges one thing that was to be seen. */
export interface FlowScenario<Rule extends string = string> extends Named<Rule>, RequestValues {
  readonly kind: 'flow';
  readonly see: FlowExpectation;
  /** False: the page is opened in a browser without a camera. */
  readonly camera?: boolean;
}

/**
 * Walks the liveness flow, then sends a request to the rule's own endpoint for the check that has ended, and judges (or
 * observes) its answer and one thing that it is to show. `with: { biz_id: { fromCallback: 'biz_id' } }` names the check.
 */
export interface ResultScenario<Rule extends string = string> extends Named<Rule>, RequestForm {
  readonly kind: 'result';
  /** The request that begins the flow, where it is not the default one. */
  readonly flow?: RequestValues;
  /** Asks twice, and looks at the second answer. */
  readonly again?: true;
  readonly expect: ExpectationText | readonly ExpectationText[] | 'observe';
  readonly see?: ResultExpectation;
}

/** Asks the harness itself whether it would talk to a target. */
export interface HarnessScenario<Rule extends string = string> extends Named<Rule> {
  readonly kind: 'harness';
  readonly url: string;
  readonly allowHttp?: boolean;
  readonly expect: 'refused' | 'accepted';
}

/** One scenario: data only. `as const satisfies readonly Scenario<RuleId>[]` makes an unknown rule fail to compile. */
export type Scenario<Rule extends string = string> =
  | RequestScenario<Rule>
  | RepeatScenario<Rule>
  | SweepScenario<Rule>
  | BurstScenario<Rule>
  | FlowScenario<Rule>
  | ResultScenario<Rule>
  | HarnessScenario<Rule>;

/** Which of the runner's files runs a scenario: a burst needs the others out of its way, a flow needs a browser, a sweep runs last. */
export function runBy({ kind }: { readonly kind?: Scenario['kind'] }): 'cases' | 'bursts' | 'flows' | 'nothing' {
  switch (kind) {
    case 'sweep':
      return 'nothing';
    case 'burst':
      return 'bursts';
    case 'flow':
    case 'result':
      return 'flows';
    default:
      return 'cases';
  }
}
