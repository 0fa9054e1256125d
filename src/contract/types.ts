/** The shapes in which a documented API is stated as data. Nothing here decides anything. */

/**
 * How firmly the vendor's page states a rule. `stated`: rule and outcome are on the page; `implied`: the outcome follows
 * from the general error table; `silent`: the page leaves the outcome open, so it is observed and never judged.
 */
export type Standing = 'stated' | 'implied' | 'silent';

/** What must be at hand before a rule can be tried: a plain request, or a browser that walks the liveness flow. */
export type RuleNeeds = 'request' | 'liveness';

export interface Rule {
  /** Stable id, e.g. `biz_no.max-bytes`. Scenarios, reports and waivers name the rule by it. */
  readonly id: string;
  /** The group under which reports show it; an id of `Contract.groups`. */
  readonly group: string;
  readonly standing: Standing;
  /** The rule in one sentence. */
  readonly text: string;
  /** The documented outcome when the rule is kept / broken, as a person would read it. */
  readonly outcome: string;
  /** The section of the vendor's page it comes from. */
  readonly section: string;
  /** For an implied rule: the sentence from which the outcome was inferred. */
  readonly inferredFrom?: string;
  readonly needs: RuleNeeds;
}

export interface RuleGroup {
  readonly id: string;
  readonly title: string;
}

/** A limit on a text value; the unit decides how it is counted. */
export interface TextLimit {
  readonly max: number;
  readonly unit: 'bytes' | 'characters';
}

export type ParameterName = string;

export interface Parameter {
  readonly name: ParameterName;
  readonly type: 'string' | 'file';
  /** `always`, `never`, or the values of `comparison_type` with which the parameter is mandatory. */
  readonly required: 'always' | 'never' | readonly string[];
  /** The only values accepted, where the page lists them. */
  readonly values?: readonly string[];
  readonly defaultValue?: string;
  readonly limit?: TextLimit;
  readonly exactCharacters?: number;
  readonly description: string;
}

export interface ErrorCode {
  readonly status: number;
  readonly code: string;
  /** What may follow the colon: nothing, the name of a parameter, one of fixed reasons, or either of the first two. */
  readonly argument: 'none' | 'parameter' | 'optional-parameter' | readonly string[];
  /** Where the page gives it: its tables, the parameter texts, or only its example. */
  readonly source: 'table' | 'parameter-text' | 'example';
  readonly meaning: string;
}

export interface AnswerField {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'object' | 'object or null';
  readonly present: 'always' | 'on-success' | 'on-failure' | 'sometimes';
  readonly description: string;
}

/** A place where the page contradicts itself or is silent: asked of the vendor, answered by observation. */
export interface OpenQuestion {
  readonly question: string;
  /** The rules whose observations bear on it. */
  readonly rules: readonly string[];
}

/** The account roles a target may have credentials for. */
export type Role = 'full' | 'denied' | 'no_data_source' | 'limited';

export interface Contract {
  readonly name: string;
  readonly method: 'POST' | 'GET';
  /** Empty where nothing is called. */
  readonly path: string;
  readonly productionUrl: string;
  readonly groups: readonly RuleGroup[];
  readonly parameters: readonly Parameter[];
  readonly answer: readonly AnswerField[];
  readonly errors: readonly ErrorCode[];
  readonly rules: readonly Rule[];
  readonly openQuestions: readonly OpenQuestion[];
}
