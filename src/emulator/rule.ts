import type { Refusal } from './refusal.js';
import type { GetTokenRequest } from './request.js';

export type RuleCheck = (request: GetTokenRequest) => Refusal | undefined | Promise<Refusal | undefined>;

/** One rule of the page as a decision: a refusal when the request breaks it, undefined when it keeps it. */
export interface EmulatorRule {
  /** The rule's id, as the contract and every report write it. */
  readonly id: string;
  readonly check: RuleCheck;
}
