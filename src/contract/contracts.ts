import type { Contract } from './types.js';

/** The contract with an id. Throws for one that is not there: a mistake of the program, not of a user. */
export function contractById(contracts: readonly Contract[], id: string): Contract {
  const found = contracts.find((contract) => contract.id === id);
  if (found === undefined)
    throw new Error(`no contract "${id}"; there are ${contracts.map((one) => one.id).join(', ')}`);
  return found;
}

/** The contract that documents a rule; undefined for a rule that none has. */
export function contractOfRule(contracts: readonly Contract[], rule: string): Contract | undefined {
  return contracts.find(({ rules }) => rules.some(({ id }) => id === rule));
}

/** The contract whose request begins the flow that leads to this one: itself, unless it follows another. */
export function beginningOf(contract: Contract, contracts: readonly Contract[]): Contract {
  return contract.follows === undefined ? contract : contractById(contracts, contract.follows);
}

/** Names of the parameters that hold the account's key and secret. */
export function credentialNames({ parameters }: Contract): string[] {
  return parameters.flatMap(({ name, holds }) => (holds === 'key' || holds === 'secret' ? [name] : []));
}

/** Whether its endpoint takes the account's secret; some take the key alone. */
export function takesSecret({ parameters }: Contract): boolean {
  return parameters.some(({ holds }) => holds === 'secret');
}
