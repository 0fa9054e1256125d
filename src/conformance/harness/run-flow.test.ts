import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contracts } from '../../../contracts/index.js';
import { emulatorAccounts } from '../../emulator/accounts.js';
import type { EmulatorOptions } from '../../emulator/options.js';
import { type Emulator, startEmulator } from '../../emulator/server.js';
import { textPhotos } from '../../emulator/testing/test-app.js';
import type { FlowExpectation } from '../../flow/expectations.js';
import { noFlow } from '../../flow/settings.js';
import { FLOW_TIMES } from '../../flow/times.js';
import { createRedactor } from '../../output/redactor.js';
import type { ContractResult } from '../../records/types.js';
import { findBrowser } from '../../run/find-browser.js';
import type { FlowScenario } from '../scenario/types.js';
import { groupFlows } from './flow-groups.js';
import { openStage } from './flow-stage.js';
import type { FlowStage, ReadyStage } from './flow-tools.js';
import { FlowWalk } from './flow-walk.js';
import { knownValues } from './known-values.js';
import { watchAccounts } from './lost-accounts.js';
import type { LoadedPlan } from './plan.js';
import { watchReachability } from './reachability.js';
import { createRecorder } from './recorder.js';
import { runFlows } from './run-flow.js';

type Behaviours = NonNullable<EmulatorOptions['replaceBehaviours']>;
type Given = [
  behaviours?: Behaviours,
  parameters?: FlowScenario['with'],
  options?: Partial<EmulatorOptions>,
  baseUrl?: string,
  on?: FlowStage,
];

const browser = await findBrowser(process.env);
const title =
  'missing' in browser ? `flows in Chromium: not run, ${browser.missing}; ${browser.cure}` : 'flows in Chromium';

describe.skipIf('missing' in browser)(title, () => {
  const folder = mkdtempSync(join(tmpdir(), 'facegate-flow-'));
  const open: Emulator[] = [];
  let stage: FlowStage;
  /** Does not wait long for what never comes. */
  let hasty: FlowStage;
  beforeAll(() => {
    const browserPath = 'path' in browser ? browser.path : '';
    const settings = { ...noFlow, notRun: '', browserPath, loopback: true };
    // What comes is waited for however busy the machine.
    const minutes = { endWithinMs: 200_000, othersWithinMs: 100_000, silentMs: 30_000, pictureMs: 100_000 };
    stage = openStage(settings, null, { ...FLOW_TIMES, ...minutes });
    hasty = openStage(settings, null, { ...FLOW_TIMES, ...minutes, othersWithinMs: 2_000, lateWithinMs: 500 });
  });
  afterAll(async () => {
    await Promise.all([stage.close(), hasty.close()]);
    await Promise.all(open.map((emulator) => emulator.close()));
    rmSync(folder, { recursive: true, force: true });
  });

  /** Looks for one thing in a walk of its own; the others by the same walk, `runAll`. */
  async function run(see: FlowExpectation, ...given: Given): Promise<ContractResult> {
    const [result] = await runAll([see], ...given);
    return result!;
  }

  async function runAll(
    expectations: readonly FlowExpectation[],
    replaceBehaviours: Behaviours = {},
    parameters: FlowScenario['with'] = {},
    options: Partial<EmulatorOptions> = {},
    baseUrl?: string,
    on: FlowStage = stage,
  ): Promise<readonly ContractResult[]> {
    const emulator = await startEmulator({ photos: textPhotos, replaceBehaviours, ...options });
    open.push(emulator);
    const recordsFile = join(folder, 'records.jsonl');
    const plan: LoadedPlan = {
      seed: 1,
      nonce: `n${open.length}`,
      baseUrl: baseUrl ?? emulator.url,
      embedded: true,
      scenarios: [],
      contracts,
      concurrencyLimit: null,
      burstsForbidden: '',
      permitUrl: '',
      recordsFile,
      imageFolders: [],
      photosUnavailable: '',
      returnUrl: '',
      notifyUrl: '',
      htmlFolder: '',
      outputFolder: '',
      workers: 1,
      caseWorkers: 1,
      timeoutMs: 200_000,
      retries: 0,
      missingRoles: {},
      preflightContract: 'get-token',
      refusedRoles: {},
      flow: on.settings,
      credentials: { full: emulatorAccounts.full },
      proxy: null,
      coordinatorUrl: '',
    };
    const photo = { bytes: Buffer.from('faces:1'), fileName: 'a.jpg', source: 'a.jpg', type: 'image/jpeg' };
    const photos = { photo: () => photo, all: () => [] };
    const redactor = createRedactor([]);
    const recorder = createRecorder(recordsFile, redactor, 0);
    const planned = expectations.map((see) => {
      const id = `biz_no.echo/${open.length}-${see}`;
      const scenario: FlowScenario = { rule: 'biz_no.echo', kind: 'flow', name: see, with: parameters, see };
      return { id, file: 'f.ts', line: 1, contract: 'get-token', standing: 'stated', scenario } as const;
    });
    expect(groupFlows(planned)).toHaveLength(1);
    return runFlows(planned, {
      plan,
      photos,
      recorder,
      known: knownValues('', redactor),
      reachability: watchReachability(),
      accounts: watchAccounts(),
      stage: on,
      prompt: async () => undefined,
    });
  }

  it('the cause of a flow that was cut short stands in its result, and is no verdict', async () => {
    const kept = stage;
    const refuse = async () => {
      throw new Error('the browser gives http://192.0.2.1 no camera\nand more lines');
    };
    const broken = { isConnected: () => true, newContext: refuse } as unknown as Browser;
    const begin: ReadyStage['begin'] = (tools, mailbox, credential) => new FlowWalk(tools, broken, mailbox, credential);
    stage = { ...kept, ready: async () => ({ ...(await kept.ready()), begin }) };
    try {
      expect(await run('return_url posted')).toMatchObject({
        status: 'not-run',
        inconclusive: true,
        note: 'the flow could not be walked: the browser gives http://192.0.2.1 no camera',
      });
    } finally {
      stage = kept;
    }
  });

  it('a target without a liveness page: not run, and no fault of its', async () => {
    const server = createServer((request, response) => {
      request.resume();
      const expires = Math.floor(Date.now() / 1000) + 1;
      if (request.method === 'POST')
        response.end(`{"token":"t","request_id":"r","time_used":0,"expired_time":${expires}}`);
      else response.writeHead(404).end('<title>Not Found</title>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const expectations = [
      'return_url posted',
      'token refused the second time',
      'token refused while in use',
      'token works before expired_time',
      'token refused after expired_time',
    ] as const;
    try {
      for (const see of expectations) {
        const { status, inconclusive, note } = await run(see, {}, {}, {}, url);
        expect({ see, status, inconclusive, note }).toEqual({
          see,
          status: 'not-run',
          inconclusive: false,
          note: expect.stringContaining('this target serves no liveness page'),
        });
      }
    } finally {
      server.close().closeAllConnections();
    }
  });

  const OWN_PHOTO = { comparison_type: '0', uuid: 'u1', image_ref1: { photo: 'one face' } } as const;
  const EXTRA = ' <b>客户</b> 😀\r\n"a+b" ';

  describe.concurrent('an emulator that keeps every rule passes', () => {
    it.concurrent.each<readonly [readonly FlowExpectation[], FlowScenario['with']]>([
      // what is to be seen in one walk      parameters
      [
        [
          'return_url posted',
          'notify_url posted',
          'request_id in data',
          'biz_id in data',
          'time_used in data',
          'liveness_result in data',
          'failure_reason right',
          'no verify_result',
          'signature right',
          'biz_extra_data comes back',
          'biz_no comes back',
        ],
        { biz_no: '  订单 e\u0301 "1" ', biz_extra_data: EXTRA },
      ],
      [
        ['screen-replay fields there', 'a comparison for each photo', 'the same result in both'],
        { ...OWN_PHOTO, screen_replay: '1' },
      ],
      [['no screen-replay fields'], { ...OWN_PHOTO, screen_replay: '0' }],
      [['a documented failure_reason', 'no verify_result after a failure'], OWN_PHOTO],
      [['token refused the second time'], {}],
      [['token refused while in use'], {}],
    ])('%j', async (expectations, parameters) => {
      for (const result of await runAll(expectations, {}, parameters)) {
        expect(result).toMatchObject({ status: 'passed', inconclusive: false });
        expect(result.body).toMatch(/^data of notify and return:\n\{/);
        expect(result.steps.map(({ title }) => title).slice(0, 2)).toEqual(['token', 'page opened']);
        expect(result.steps.map(({ title }) => title)).toEqual(expect.arrayContaining(['notify', 'return']));
        expect(result.screenshot, JSON.stringify(result.steps.at(-1))).not.toBe('');
        const picture = readFileSync(join(folder, result.screenshot));
        expect(picture.subarray(1, 4).toString('latin1')).toBe('PNG');
      }
    });

    it.concurrent.for([
      ['token works before expired_time', 12],
      ['token refused after expired_time', 1],
    ] as const)('%s', async ([see, tokenLifeSeconds], context) => {
      const { status, note } = await run(see, {}, {}, { tokenLifeSeconds });
      context.skip(note.includes('too slow to tell'), `not judged: ${note}`);
      expect(status).toBe('passed');
    });
  });

  const json = (data: string, sign: string) => ({
    method: 'POST',
    contentType: 'application/json',
    body: JSON.stringify({ data, sign }),
  });

  // Every break of every rule, without a browser, `facegate prove` has; here are those that a browser shows in a way of its own.
  describe.concurrent('a fault fails its rule', () => {
    it.concurrent.each<
      readonly [string, Behaviours, FlowScenario['with'], Readonly<Partial<Record<FlowExpectation, string>>>]
    >([
      // faults of one walk               behaviours              parameters              what the report says of each rule
      [
        'GET to return_url, JSON to notify_url',
        {
          'return_url.post': (url, data, sign) => ({ method: 'GET', action: url, fields: { data, sign } }),
          'notify_url.post': json,
        },
        {},
        { 'return_url posted': 'return_url got GET with a query', 'notify_url posted': 'notify_url got POST of JSON' },
      ],
      [
        'never to return_url',
        { 'return_url.post': () => undefined },
        {},
        { 'return_url posted': 'nothing came to return_url' },
      ],
      [
        'a wrong signature, values of ours that come back changed, fields that are missing or of another type',
        {
          'notify_url.signature': () => 'A'.repeat(40),
          'biz_no.echo': (value) => value.trim(),
          'biz_extra_data.echo': (value) => value.replace(/[\r\n]/g, ''),
          'callback.request_id': () => undefined,
          'callback.biz_id': (id, via) => id + via,
          'callback.time_used': (ms) => String(ms),
          'callback.liveness_result': () => ({ result: 'success', log: '' }),
          'callback.verify_result.null': () => false,
        },
        { biz_no: ' 1 ', biz_extra_data: EXTRA },
        {
          'signature right': 'sign is not right',
          'biz_no comes back': 'notify: biz_no came back trimmed',
          'biz_extra_data comes back': 'without its line breaks',
          'request_id in data': 'request_id is missing',
          'biz_id in data': 'while the callback before had',
          'time_used in data': 'not an integer',
          'liveness_result in data': 'version is missing',
          'no verify_result': 'verify_result is {}, not null',
        },
      ],
      [
        'screen-replay fields unasked, no comparison, another result in return',
        {
          'screen_replay.result': () => ({ face_genuineness: { screen_replay_confidence: 0.1 } }),
          'callback.verify_result.ref': () => ({}),
          'callback.same': (data, via) => (via === 'return' ? { ...data, biz_id: 'x' } : data),
        },
        OWN_PHOTO,
        {
          'no screen-replay fields': 'face_genuineness has screen_replay_confidence',
          'a comparison for each photo': 'result_ref1 is missing',
          'the same result in both': 'biz_id is "x"',
        },
      ],
      [
        'a token that works again',
        { 'token.single-use': () => undefined },
        {},
        { 'token refused the second time': 'led to another liveness result' },
      ],
    ])('%s', async (fault, behaviours, parameters, said) => {
      const on = fault.startsWith('never') ? hasty : stage;
      const expectations = Object.keys(said) as FlowExpectation[];
      const results = await runAll(expectations, behaviours, parameters, {}, undefined, on);
      const told = results.map(({ status, actual }, index) => ({ see: expectations[index], status, actual }));
      expect(told).toEqual(
        Object.entries(said).map(([see, text]) => ({ see, status: 'failed', actual: expect.stringContaining(text) })),
      );
    });

    it.concurrent('token refused while in use: both go through', async () => {
      const behaviours: Behaviours = { 'token.single-use': () => undefined };
      expect(await run('token refused while in use', behaviours)).toMatchObject({
        status: 'failed',
        actual: expect.stringContaining('led to two results'),
      });
    });

    it.concurrent('token refused after expired_time: it never expires', async () => {
      const behaviours: Behaviours = { 'token.expiry': () => undefined };
      expect(await run('token refused after expired_time', behaviours, {}, { tokenLifeSeconds: 1 })).toMatchObject({
        status: 'failed',
        actual: expect.stringContaining('led to another liveness result'),
      });
    });
  });

  describe.concurrent('a fault of another rule leaves undecided what cannot be seen', () => {
    it.concurrent('no notification: biz_no cannot be seen in it', async () => {
      const nowhere = { 'notify_url.post': () => ({ method: 'HEAD', contentType: '', body: '' }) };
      expect(await run('biz_no comes back', nowhere)).toMatchObject({
        status: 'not-run',
        inconclusive: true,
        note: 'notify_url got no data',
      });
    });

    it.concurrent('JSON instead of a form: biz_no is read from it all the same', async () => {
      expect(await run('biz_no comes back', { 'notify_url.post': json })).toMatchObject({ status: 'passed' });
    });

    it.concurrent('liveness that fails says nothing about the screen-replay fields', async () => {
      expect(
        await run('screen-replay fields there', {}, { ...OWN_PHOTO, screen_replay: '1' }, { outcome: 'fail' }),
      ).toMatchObject({
        status: 'not-run',
        note: expect.stringContaining('verify_result is null'),
      });
    });

    it.concurrent('a long life is not waited for', async () => {
      expect(await run('token refused after expired_time')).toMatchObject({
        status: 'not-run',
        inconclusive: false,
        note: expect.stringContaining('only up to 90 s are waited for'),
      });
    });
  });
});
