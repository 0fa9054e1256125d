import { rolesInUse } from '../conformance/admit-accounts.js';
import { firstEndpoint, otherEndpoints, type Selected } from '../conformance/endpoints-in-use.js';
import type { BurstScenario } from '../conformance/scenario/types.js';
import { contractById, credentialNames } from '../contract/contracts.js';
import { PREFLIGHT_REQUESTS } from '../run/target/preflight.js';
import type { Target } from '../run/target/types.js';

/** Where bursts are sent without a known limit, it is looked for; this many at once are assumed then. */
const ASSUMED_LIMIT = 10;

/** What a contract run sends, the questions before it (of every account in use, to every endpoint) included, requests that have to be sent again after a server error apart. */
export function contractRequests(
  { contracts, selected }: Selected,
  target: Pick<Target, 'credentials' | 'concurrencyLimit' | 'loopback' | 'callbacks'>,
  saturate: boolean,
): number {
  const { credentials, concurrencyLimit, loopback, callbacks } = target;
  const requests = selected.map(({ scenario, contract }) => {
    if (scenario.kind === 'sweep' || scenario.kind === 'harness') return 0;
    const isAnybodys = credentialNames(contractById(contracts, contract)).length === 0;
    if (!isAnybodys && 'missing' in credentials[scenario.as ?? 'full']) return 0;
    switch (scenario.kind) {
      case 'burst':
        return loopback || saturate ? burstRequests(scenario, concurrencyLimit ?? ASSUMED_LIMIT) : 0;
      case 'flow':
        return loopback || callbacks !== null ? 1 : 0;
      case 'result':
        return loopback || callbacks !== null ? 2 : 0;
      case 'repeat':
        return 2;
      default:
        return 1;
    }
  });
  const sum = requests.reduce<number>((total, own) => total + own, 0);
  const senders = rolesInUse(selected).filter((role) => !('missing' in credentials[role]));
  const beside = otherEndpoints(firstEndpoint({ contracts, selected }), { contracts, selected }).length;
  return (Math.max(1, senders.length) + beside) * PREFLIGHT_REQUESTS + sum;
}

function burstRequests({ burst }: BurstScenario, limit: number): number {
  const far = Math.max(2 * limit, limit + 2);
  switch (burst) {
    case 'at the limit':
      return 3 * limit;
    case 'one above the limit':
      return 3 * (limit + 1);
    case 'far above the limit':
      return 3 * far;
    case 'after a burst':
      return far + 3 + limit;
  }
}
