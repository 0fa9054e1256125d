import { describe, expect, it } from 'vitest';
import { contracts } from '../../contracts/index.js';
import type { PlannedScenario } from '../conformance/scenario/check.js';
import type { Scenario } from '../conformance/scenario/types.js';
import { contractRequests } from './contract-requests.js';

const pair = { apiKey: 'k', apiSecret: 's' };
const missing = { missing: 'not given' };
const away = {
  credentials: { full: pair, denied: missing, no_data_source: missing, limited: pair },
  concurrencyLimit: 5,
  loopback: false,
  callbacks: null,
};
const planned = (scenario: object): PlannedScenario => ({
  id: 'x/y',
  file: 'x.ts',
  line: 1,
  contract: 'get-token',
  standing: 'stated',
  scenario: { rule: 'x', name: 'y', ...scenario } as Scenario,
});
const of = (...selected: readonly PlannedScenario[]) => ({ contracts, selected });
const burst = (kind: string) => ({ kind: 'burst', burst: kind, as: 'limited' });

describe('what a contract run sends, with the pre-flight request of every account', () => {
  it.each([
    // scenario, requests: on the network, and there with permission to go over the limit
    ['a request', { expect: '200' }, 1, 1],
    ['one twice', { kind: 'repeat', expect: 'observe' }, 2, 2],
    ['a look at all answers', { kind: 'sweep', check: 'token present' }, 0, 0],
    ['a question to the harness', { kind: 'harness', url: 'http://x.example' }, 0, 0],
    ['of an account that is not given', { as: 'denied', expect: '403' }, 0, 0],
    ['a flow without a way back', { kind: 'flow', see: 'page opens' }, 0, 0],
    ['three bursts at the limit', burst('at the limit'), 0, 15],
    ['three bursts above it', burst('one above the limit'), 0, 18],
    ['three bursts far above it', burst('far above the limit'), 0, 30],
    ['one far above it, three alone, one at it', burst('after a burst'), 0, 18],
  ])('%s', (_, scenario, requests, saturating) => {
    expect(contractRequests(of(planned(scenario)), away, false)).toBe(1 + requests);
    expect(contractRequests(of(planned(scenario)), away, true)).toBe(1 + saturating);
  });

  it('an endpoint beside the first is asked once whether it is there', () => {
    const result = { ...planned({ expect: 'observe' }), contract: 'get-result' };
    expect(contractRequests(of(planned({ expect: '200' }), result), away, false)).toBe(1 + 1 + 2);
  });

  it('on this machine bursts need no leave, and the flow finds back', () => {
    const here = { ...away, loopback: true };
    expect(contractRequests(of(planned(burst('at the limit')), planned({ kind: 'flow' })), here, false)).toBe(18);
  });
});
