import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { contracts } from '../../../contracts/index.js';
import { createRedactor } from '../../output/redactor.js';
import type { RequestScenario } from '../scenario/types.js';
import type { CaseTools } from './case-run.js';
import { knownValues } from './known-values.js';
import { watchAccounts } from './lost-accounts.js';
import { watchReachability } from './reachability.js';
import { runRequest } from './run-request.js';

/** Carries out scenarios one after another against a server that answers the nth request with this status and error_message. */
async function results(
  answerOf: (request: number) => readonly [status: number, error: string],
  scenarios: readonly Partial<RequestScenario>[],
) {
  let requests = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      requests += 1;
      const [status, error] = answerOf(requests);
      response.writeHead(status);
      const said = error === '' ? { token: 't', expired_time: 9e9 } : { error_message: error };
      response.end(JSON.stringify({ request_id: `r${requests}`, time_used: 0, ...said }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const redactor = createRedactor([]);
  const tools = {
    plan: {
      contracts,
      nonce: 'n',
      baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      proxy: null,
      timeoutMs: 60_000,
      retries: 0,
      permitUrl: '',
      missingRoles: {},
      preflightContract: 'get-token',
      refusedRoles: {},
      photosUnavailable: '',
      returnUrl: 'https://example.com/r',
      notifyUrl: 'https://example.com/n',
      credentials: { full: { apiKey: 'k', apiSecret: 's' }, no_data_source: { apiKey: 'k2', apiSecret: 's2' } },
    },
    known: knownValues('', redactor),
    photos: { photo: () => ({ missing: 'no photo' }), all: () => [] },
    recorder: { redactor, answer: () => undefined, result: () => undefined },
    reachability: watchReachability(),
    accounts: watchAccounts(),
  } as unknown as CaseTools;
  const ended: string[] = [];
  for (const [index, given] of scenarios.entries()) {
    const scenario: RequestScenario = { rule: 'biz_no.unique', name: `${index}`, expect: '200 token', ...given };
    const planned = {
      id: `a/${index}`,
      file: 'f',
      line: 1,
      contract: scenario.rule.startsWith('get_result') ? 'get-result' : 'get-token',
      standing: 'stated',
      scenario,
    } as const;
    const { status, inconclusive, note } = await runRequest(planned, scenario, tools);
    ended.push(`${inconclusive ? 'undecided' : status} ${note}`.trim());
  }
  server.close().closeAllConnections();
  return { ended, requests };
}

const DENIED = [403, 'AUTHORIZATION_ERROR:Denied.'] as const;
const TOKEN = [200, ''] as const;

it('an account whose calls are used up in the middle of a run breaks no rule, and is asked for nothing more', async () => {
  const { ended, requests } = await results((request) => (request === 1 ? TOKEN : DENIED), [{}, {}, {}]);
  expect(ended).toEqual([
    'passed',
    expect.stringMatching(/^undecided .*was taken at first/),
    expect.stringMatching(/^undecided/),
  ]);
  expect(requests).toBe(3);
});

it('a request that alone is refused fails, after the account was asked for once more', async () => {
  const { ended, requests } = await results((request) => (request === 2 ? DENIED : TOKEN), [{}, {}, {}]);
  expect(ended.map((text) => text.split(' ')[0])).toEqual(['passed', 'failed', 'passed']);
  expect(requests).toBe(4);
});

it('an account that may not call another endpoint is judged there, and kept where it may', async () => {
  const other = { rule: 'get_result.known-errors', expect: '400 RESULT_NOT_FOUND', with: { biz_id: 'x' } } as const;
  const { ended, requests } = await results((request) => (request === 2 ? DENIED : TOKEN), [{}, other, {}]);
  expect(ended.map((text) => text.split(' ')[0])).toEqual(['passed', 'failed', 'passed']);
  expect(requests).toBe(4);
});

it.each<[string, Partial<RequestScenario>]>([
  ['the scenario expects it', { as: 'no_data_source', expect: '403 AUTHORIZATION_ERROR:Denied.' }],
  ['the scenario sends another key', { with: { api_key: 'other' } }],
  ['the scenario sends to another path', { path: '/elsewhere' }],
])('nothing more is asked where an account is refused and %s', async (_what, scenario) => {
  expect((await results(() => DENIED, [scenario])).requests).toBe(1);
});
