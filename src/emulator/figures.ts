import type { Contract, ErrorCode, Parameter } from '../contract/types.js';

/** The contract's data arranged for look-up. */
export interface Figures {
  readonly path: string;
  /** A documented parameter. Throws for a name that the contract lacks: a mistake in a rule, not in a request. */
  parameter(name: string): Parameter;
  /** The documented HTTP status of an error code; undefined for a code that the contract lacks. */
  status(code: string): number | undefined;
  /** The names of the photo parameters in the page's order: `image_ref1` … `image_ref3`. */
  readonly photoNames: readonly string[];
  /** Ids of all rules of the contract. */
  readonly ruleIds: ReadonlySet<string>;
}

export function arrangeFigures(contract: Contract): Figures {
  const parameters = new Map(contract.parameters.map((parameter) => [parameter.name, parameter]));
  const errors = new Map<string, ErrorCode>(contract.errors.map((error) => [error.code, error]));
  return {
    path: contract.path,
    parameter(name) {
      const found = parameters.get(name);
      if (!found) throw new Error(`contract ${contract.name}: no parameter "${name}", expected one that it documents`);
      return found;
    },
    status: (code) => errors.get(code)?.status,
    photoNames: contract.parameters.filter((parameter) => parameter.type === 'file').map((parameter) => parameter.name),
    ruleIds: new Set(contract.rules.map((rule) => rule.id)),
  };
}
