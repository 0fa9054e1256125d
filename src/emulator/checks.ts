import type { ApiRequest } from './api-request.js';
import type { Refusal } from './refusal.js';

export type CheckRequest = (request: ApiRequest) => Refusal | undefined | Promise<Refusal | undefined>;

/** One rule of the page as a decision: a refusal when the request breaks it, undefined when it keeps it. */
export interface Check {
  /** The rule's id, as the contract and every report write it. */
  readonly id: string;
  readonly check: CheckRequest;
}

/** The refusal of the first check that the request breaks, in the given order; undefined when it keeps them all. */
export async function firstRefusal(checks: readonly Check[], request: ApiRequest): Promise<Refusal | undefined> {
  for (const { check } of checks) {
    const checked = check(request);
    // Most checks answer at once; waiting only for the others keeps a request without photos in one turn.
    const refusal = checked instanceof Promise ? await checked : checked;
    if (refusal) return refusal;
  }
  return undefined;
}

/** What an endpoint checks, in order; the page leaves the order open. The first refusal is the answer. */
export interface CheckTable {
  /** Who calls. Only what passes these counts as in flight. */
  readonly credentials: readonly Check[];
  /** What is sent: parameters in the page's order, and last what is slow. */
  readonly parameters: readonly Check[];
}

/**
 * The table with some checks replaced by rule id. `added` are ids of rules that refuse nothing here (such as
 * `biz_extra_data.optional`) and have no place in the table: their replacement is tried last.
 */
export function replaceChecks(
  table: CheckTable,
  replacements: Readonly<Record<string, CheckRequest>>,
  added: (id: string) => boolean,
): CheckTable {
  const replaced = (checks: readonly Check[]) =>
    checks.map(({ id, check }) => ({ id, check: replacements[id] ?? check }));
  const placed = new Set([...table.credentials, ...table.parameters].map(({ id }) => id));
  const last = Object.entries(replacements).filter(([id]) => !placed.has(id) && added(id));
  return {
    credentials: replaced(table.credentials),
    parameters: [...replaced(table.parameters), ...last.map(([id, check]) => ({ id, check }))],
  };
}
