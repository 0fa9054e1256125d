import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { getResult } from '../../../../contracts/get-result/get-result.js';
import { emulatorAccounts } from '../../accounts.js';
import type { EmulatorOptions } from '../../options.js';
import { type Receiver, startReceiver } from '../../testing/receiver.js';
import {
  appRequest,
  ask,
  type Fields,
  LIVENESS_ONLY,
  OWN_PHOTO,
  read,
  testApp,
  URLENCODED,
  urlencodedBody,
  withFields,
} from '../../testing/test-app.js';
import type { App } from '../app.js';
import { LIVENESS_PAGE_PATH, PAGE_EVENTS_PATH } from '../liveness/paths.js';

let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const FRAME = `data:image/jpeg;base64,${Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]).toString('base64')}`;

/** Walks a check to its end, with frames from the camera; gives the parsed data. */
async function walk(app: App, fields: Fields = LIVENESS_ONLY, frames: Fields = {}): Promise<Record<string, unknown>> {
  const urls = { return_url: `${receiver.url}/return`, notify_url: `${receiver.url}/notify` };
  const { token } = (await ask(app, withFields({ ...fields, ...urls }, {}))).json;
  const page = await app.handle(
    appRequest(Buffer.alloc(0), { method: 'GET', target: `${LIVENESS_PAGE_PATH}?token=${token}` }),
  );
  const session = /data-session="([0-9a-f]+)"/.exec(page.body)?.[1] ?? '';
  const report = async (event: string, more: Fields = {}) => {
    const body = urlencodedBody({ session, event, frames: '20', ...more });
    return read(await app.handle(appRequest(body, { target: PAGE_EVENTS_PATH }, URLENCODED)));
  };
  await report('started');
  const { json } = await report('finished', frames);
  return JSON.parse((json.leave as { fields: { data: string } }).fields.data);
}

const FULL = { api_key: emulatorAccounts.full.apiKey, api_secret: emulatorAccounts.full.apiSecret };
async function result(app: App, query: Record<string, string>, method = 'GET') {
  const target = `${getResult.endpoint.path}?${new URLSearchParams(query)}`;
  return read(await app.handle(appRequest(Buffer.alloc(0), { method, target })));
}
const start = (options: Partial<EmulatorOptions> = {}) => testApp(options);

describe('the result of a check', () => {
  test('has what the callbacks told, each time it is asked for', async () => {
    const app = start();
    const data = await walk(app, withFields(OWN_PHOTO, { biz_no: '订单 1', biz_extra_data: 'x' }));
    const query = { ...FULL, biz_id: String(data.biz_id) };
    const { request_id, time_used, ...told } = data;
    for (const asked of [await result(app, query), await result(app, query)]) {
      expect(asked.status).toBe(200);
      expect(asked.json).toEqual({ ...told, request_id: expect.any(String), time_used: expect.any(Number) });
      expect(asked.json.request_id).not.toBe(request_id);
    }
    expect(time_used).toBeGreaterThanOrEqual(0);
  });

  // [get_image_type, images]
  test.each([
    [undefined, undefined],
    ['', undefined],
    ['0', undefined],
    ['1', { image_best: FRAME }],
    ['2', { image_best: FRAME, image_action1: FRAME, image_action2: FRAME }],
    ['7', undefined],
  ])('get_image_type %s: images %j', async (type, images) => {
    const app = start();
    const { biz_id } = await walk(app, LIVENESS_ONLY, { best: FRAME, action1: FRAME, action2: FRAME });
    const query = { ...FULL, biz_id: String(biz_id), ...(type === undefined ? {} : { get_image_type: type }) };
    const { status, json } = await result(app, query);
    expect([status, json.images]).toEqual([200, images]);
  });

  test.each([
    ['no frame', {}],
    ['text', { best: 'data:image/jpeg;base64,aGVsbG8=' }],
    ['markup', { best: 'data:image/jpeg;base64,/9j/"><script>' }],
    ['a frame of megabytes', { best: `data:image/jpeg;base64,/9j/${'A'.repeat(2_000_000)}` }],
  ])('%s from the page is no image', async (_what, frames) => {
    const app = start();
    const { biz_id } = await walk(app, LIVENESS_ONLY, frames);
    const { json } = await result(app, { ...FULL, biz_id: String(biz_id), get_image_type: '2' });
    expect(json.images).toEqual({ image_best: null });
  });
});

describe('what is refused', () => {
  const limited = { api_key: emulatorAccounts.limited.apiKey, api_secret: emulatorAccounts.limited.apiSecret };
  const denied = { api_key: emulatorAccounts.denied.apiKey, api_secret: emulatorAccounts.denied.apiSecret };

  // [rule, query; biz_id "the check" stands for a finished one, error]
  test.each<[string, Record<string, string>, string]>([
    ['get_result.api_key.required', { api_secret: 'x', biz_id: 'the check' }, 'MISSING_ARGUMENTS: api_key'],
    ['get_result.api_secret.required', { api_key: FULL.api_key, biz_id: 'the check' }, 'MISSING_ARGUMENTS: api_secret'],
    ['get_result.auth.mismatch', { ...FULL, api_secret: 'wrong', biz_id: 'the check' }, 'AUTHENTICATION_ERROR'],
    ['get_result.auth.mismatch', { ...FULL, api_key: 'nobody', biz_id: 'the check' }, 'AUTHENTICATION_ERROR'],
    ['get_result.auth.denied', { ...denied, biz_id: 'the check' }, 'AUTHORIZATION_ERROR:Denied.'],
    ['get_result.biz_id.required', FULL, 'MISSING_ARGUMENTS: biz_id'],
    ['get_result.biz_id.required', { ...FULL, biz_id: '' }, 'MISSING_ARGUMENTS: biz_id'],
    ['get_result.biz_id.unknown', { ...FULL, biz_id: 'x' }, 'RESULT_NOT_FOUND'],
    ['get_result.biz_id.other-account', { ...limited, biz_id: 'the check' }, 'RESULT_NOT_FOUND'],
    [
      'get_result.get_image_type.number',
      { ...FULL, biz_id: 'the check', get_image_type: 'one' },
      'BAD_ARGUMENTS:get_image_type',
    ],
  ])('%s: %j', async (_rule, query, error) => {
    const app = start();
    const { biz_id } = await walk(app);
    const asked = query.biz_id === 'the check' ? { ...query, biz_id: String(biz_id) } : query;
    const answer = await result(app, asked);
    expect(answer.error).toBe(error);
    expect(Object.keys(answer.json).sort()).toEqual(['error_message', 'request_id', 'time_used']);
  });

  test('a check that has not ended has no result', async () => {
    const app = start();
    const { token } = (await ask(app, LIVENESS_ONLY)).json;
    await app.handle(appRequest(Buffer.alloc(0), { method: 'GET', target: `${LIVENESS_PAGE_PATH}?token=${token}` }));
    expect((await result(app, { ...FULL, biz_id: String(token) })).error).toBe('RESULT_NOT_FOUND');
  });

  test('another method on the path', async () => {
    expect(await result(start(), FULL, 'POST')).toMatchObject({ status: 404, error: 'API_NOT_FOUND' });
  });

  test('a check or a behaviour can be replaced by its rule id', async () => {
    const app = start({
      replaceChecks: { 'get_result.auth.denied': () => undefined },
      replaceBehaviours: { 'get_result.biz_id.unknown': () => ({ code: 'BAD_ARGUMENTS', argument: 'biz_id' }) },
    });
    expect((await result(app, { ...denied, biz_id: 'x' })).error).toBe('BAD_ARGUMENTS:biz_id');
  });
});
