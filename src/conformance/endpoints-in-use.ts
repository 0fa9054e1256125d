import { beginningOf, contractById } from '../contract/contracts.js';
import type { Contract } from '../contract/types.js';
import type { PlannedScenario } from './scenario/check.js';

/** Scenarios, and every contract that they need. */
export interface Selected {
  readonly contracts: readonly Contract[];
  readonly selected: readonly PlannedScenario[];
}

/** The contract whose default request asks whether the target is there: that of the first scenario which calls something. */
export function firstEndpoint({ contracts, selected }: Selected): Contract {
  const called = selected
    .map(({ contract }) => contractById(contracts, contract))
    .map((contract) => beginningOf(contract, contracts))
    .find(({ endpoint }) => endpoint !== null);
  return called ?? contracts[0]!;
}

/** The other contracts whose endpoints are called by these scenarios: each is asked once whether it is there. */
export function otherEndpoints(first: Contract, { contracts, selected }: Selected): Contract[] {
  const called = selected.filter(({ scenario: { kind } }) => kind !== 'sweep' && kind !== 'harness' && kind !== 'flow');
  const ids = new Set(called.map(({ contract }) => contract));
  return contracts.filter((contract) => ids.has(contract.id) && contract !== first && contract.endpoint !== null);
}

/** The scenarios of contracts that the target serves. */
export function servedOf({ contracts, selected }: Selected, lacking: ReadonlyMap<string, string>): Selected {
  return { contracts, selected: selected.filter(({ contract }) => !lacking.has(contract)) };
}

/** A contract that the target does not serve, and those whose flow begins with it, each with the reason. */
export function lackingWith(first: Contract, why: string, contracts: readonly Contract[]): [id: string, why: string][] {
  return contracts
    .filter((contract) => beginningOf(contract, contracts).id === first.id)
    .map((contract) => [contract.id, why]);
}
