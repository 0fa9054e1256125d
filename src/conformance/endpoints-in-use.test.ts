import { expect, it } from 'vitest';
import { contracts } from '../../contracts/index.js';
import type { Contract } from '../contract/types.js';
import { firstEndpoint, lackingWith, otherEndpoints, servedOf } from './endpoints-in-use.js';
import type { PlannedScenario } from './scenario/check.js';

const other = (id: string): Contract => ({ ...contracts[0]!, id, name: id });
const planned = (contract: string) => ({ contract, scenario: { kind: 'request' } }) as unknown as PlannedScenario;
const all = [...contracts, other('orders')];

it('where the first endpoint is not served, so are those whose flow begins with it, and the run goes on with the rest', () => {
  const given = { contracts: all, selected: [planned('get-token'), planned('get-result'), planned('orders')] };
  const first = firstEndpoint(given);
  expect(first.id).toBe('get-token');
  expect(otherEndpoints(first, given).map(({ id }) => id)).toEqual(['get-result', 'orders']);
  const lacking = new Map(lackingWith(first, 'not there', all));
  expect([...lacking.keys()].sort()).toEqual(['callbacks', 'get-result', 'get-token']);
  const served = servedOf(given, lacking);
  expect(served.selected).toEqual([planned('orders')]);
  expect(firstEndpoint(served).id).toBe('orders');
});
