import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { entryContract } from '../../contracts/index.js';
import type { Contract } from '../contract/types.js';
import { emulatorAccounts } from '../emulator/accounts.js';
import { startEmulator } from '../emulator/server.js';
import { textPhotos } from '../emulator/testing/test-app.js';
import { noFlow } from '../flow/settings.js';
import { createRedactor } from '../output/redactor.js';
import { languageOf } from '../run/language.js';
import { type ContractRun, runContract } from './run-contract.js';
import type { PlannedScenario } from './scenario/check.js';

const endpoint = entryContract.endpoint!;
/** A second endpoint like the first, which no emulator serves. */
const unserved: Contract = {
  ...entryContract,
  id: 'parcels',
  name: 'Parcels',
  endpoint: { ...endpoint, path: '/v1/parcels' },
};
const planned = (contract: string, scenario: object): PlannedScenario =>
  ({ id: `${contract}/case`, file: 's.ts', line: 1, contract, standing: 'stated', scenario }) as never;
const request = { rule: 'biz_no.required', name: 'a request', expect: '200 token' };
const sweep = { rule: 'response.request_id', name: 'all answers', kind: 'sweep', check: 'request_id present' };

/** Runs scenarios against an emulator; what was said of trouble comes along. */
async function run(
  contracts: readonly Contract[],
  selected: readonly PlannedScenario[],
  { path = '' }: { readonly path?: string } = {},
): Promise<ContractRun & { readonly said: readonly string[] }> {
  const emulator = await startEmulator({ photos: textPhotos });
  const folder = mkdtempSync(join(tmpdir(), 'facegate-contract-'));
  onTestFinished(async () => {
    rmSync(folder, { recursive: true });
    await emulator.close();
  });
  const target = {
    name: 'local',
    url: `${emulator.url}${path}`,
    kind: 'remote',
    loopback: true,
    credentials: { ...emulatorAccounts },
    concurrencyLimit: null,
    budget: null,
    price: null,
    allowHttp: true,
    proxy: null,
    callbacks: null,
  } as const;
  const said: string[] = [];
  const error = (text: unknown) => void said.push(JSON.stringify(text));
  const silent = () => undefined;
  const ran = await runContract(
    {
      contracts,
      selected,
      open: {
        target,
        targetFile: undefined,
        credentials: emulatorAccounts,
        missingRoles: {},
        photosUnavailable: '',
        shortLifeUrl: '',
        close: async () => undefined,
      },
      seed: 1,
      nonce: 'n',
      workers: 1,
      caseWorkers: 1,
      maxFailures: 10,
      saturate: false,
      folder,
      recordsFile: join(folder, 'records.jsonl'),
      imageFolders: [],
      flow: noFlow,
      playwrightReport: false,
      redactor: createRedactor([]),
      texts: languageOf('en').texts,
      onProgress: undefined,
    },
    { line: silent, block: silent, error, status: silent, clearStatus: silent },
  );
  return { ...ran, said };
}

test('a target that lacks the first endpoint is told so once, with the cure, and the others are run', async () => {
  const cases = [planned('parcels', request), planned('parcels', { ...request, name: 'another' })];
  const others = [planned(entryContract.id, request), { ...planned(entryContract.id, sweep), id: 'sweep' }];
  const { results, facts, said } = await run([unserved, entryContract], [...cases, ...others]);
  const why =
    /^this target has no Parcels \(POST \/v1\/parcels is answered by 404.*\); leave it out with "--endpoint '!parcels'" of contract and gate$/;
  expect(facts).toEqual({ interrupted: false, stopped: undefined, runnerErrors: [] });
  expect(said).toEqual([expect.stringContaining('this target has no Parcels')]);
  const lacking = results.filter(({ id }) => id.startsWith('parcels'));
  expect(lacking.map(({ status, inconclusive }) => `${status} ${inconclusive}`)).toEqual([
    'not-run false',
    'not-run false',
  ]);
  for (const { note } of lacking) expect(note).toMatch(why);
  const served = results.filter(({ id }) => !id.startsWith('parcels'));
  expect(served.map(({ status, actual, note }) => `${status} ${actual}${note}`)).toEqual([
    'passed 200 and a token',
    'passed holds for 1 answers',
  ]);
});

test('a target that is not the API at all ends the run before its first scenario', async () => {
  const { facts, results, requests } = await run([entryContract], [planned(entryContract.id, request)], {
    path: '/no',
  });
  expect(facts.stopped).toMatchObject({ text: expect.stringContaining('/no/faceid') });
  expect(results).toMatchObject([{ status: 'not-run', note: expect.stringContaining('its cause says why') }]);
  expect(requests).toBe(1);
});
