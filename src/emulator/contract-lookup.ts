import type { Contract, ErrorCode, Parameter } from '../contract/types.js';

/** The data of one endpoint's contract arranged for look-up. */
export interface ContractLookup {
  readonly path: string;
  /** A documented parameter. Throws for a name that the contract lacks: a mistake in a check, not in a request. */
  parameter(name: string): Parameter;
  /** The documented HTTP status of an error code; undefined for a code that the contract lacks. */
  status(code: string): number | undefined;
  /** The names of the parameters that are files, in the page's order: `image_ref1` … `image_ref3`. */
  readonly files: readonly string[];
}

export function lookUp(contract: Contract): ContractLookup {
  const parameters = new Map(contract.parameters.map((parameter) => [parameter.name, parameter]));
  const errors = new Map<string, ErrorCode>(contract.errors.map((error) => [error.code, error]));
  return {
    path: contract.endpoint?.path ?? '',
    parameter(name) {
      const found = parameters.get(name);
      if (!found) throw new Error(`contract ${contract.name}: no parameter "${name}", expected one that it documents`);
      return found;
    },
    status: (code) => errors.get(code)?.status,
    files: contract.parameters.filter((parameter) => parameter.type === 'file').map((parameter) => parameter.name),
  };
}
