import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startEmulator, type TestEmulator } from './emulator.js';
import { EmulatorOptionError } from './option-error.js';
import { type Receiver, startReceiver } from './testing/receiver.js';
import { DATA_SOURCE, GET_TOKEN_PATH, LIVENESS_ONLY, OWN_PHOTO, textPhotos, withFields } from './testing/test-app.js';

let faceid: TestEmulator;
let receiver: Receiver;
beforeAll(async () => {
  faceid = await startEmulator({ photos: textPhotos, control: true });
  receiver = await startReceiver();
});
afterAll(async () => {
  await faceid.close();
  await receiver.close();
});
beforeEach(() => faceid.reset());

const post = async (fields: Readonly<Record<string, unknown>>, url = faceid.url) => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields))
    body.append(name, name.startsWith('image_ref') ? new Blob([String(value)]) : String(value));
  const answer = await fetch(url + GET_TOKEN_PATH, { method: 'POST', body });
  return { status: answer.status, text: await answer.text() };
};
const tokenOf = async (fields: Readonly<Record<string, unknown>>) =>
  (JSON.parse((await post(fields)).text) as { token: string }).token;
const withReceiver = (path: string) =>
  withFields(DATA_SOURCE, { return_url: `${receiver.url}/r${path}`, notify_url: `${receiver.url}/n${path}` });

describe('prepared answers', () => {
  test('are given once, to the requests that they are for, in order', async () => {
    faceid.answerNext('500 INTERNAL_ERROR', { times: 2, when: { biz_no: 'order-1' } });
    faceid.answerNext('400 MISSING_ARGUMENTS: biz_no', { when: { biz_no: 'order-1' } });
    expect((await post(withFields(LIVENESS_ONLY, { biz_no: 'order-2' }))).status).toBe(200);
    const came = [];
    for (let turn = 0; turn < 4; turn += 1) {
      const { status, text } = await post(LIVENESS_ONLY);
      came.push(`${status} ${(JSON.parse(text) as { error_message?: string }).error_message ?? 'token'}`);
    }
    expect(came).toEqual(['500 INTERNAL_ERROR', '500 INTERNAL_ERROR', '400 MISSING_ARGUMENTS: biz_no', '200 token']);
  });

  test('are bytes of any kind, a reset, other fields, another order', async () => {
    faceid.answerNext({ status: 502, body: '<h1>Bad gateway</h1>' });
    expect(await post(LIVENESS_ONLY)).toEqual({ status: 502, text: '<h1>Bad gateway</h1>' });
    faceid.answerNext({ reset: true });
    await expect(post(LIVENESS_ONLY)).rejects.toThrow();
    faceid.answerNext({ fields: { extra: 1 }, reversed: true });
    const { text } = await post(LIVENESS_ONLY);
    expect(Object.keys(JSON.parse(text) as object)[0]).toBe('extra');
  });

  test('with another token open the page by it', async () => {
    faceid.answerNext({ fields: { token: 'a'.repeat(64) } });
    expect(await tokenOf(LIVENESS_ONLY)).toBe('a'.repeat(64));
    const page = await fetch(`${faceid.url}/faceid/liveness/v2/do?token=${'a'.repeat(64)}`);
    expect(page.status).toBe(200);
  });

  test.each([
    ['500 INTERNAL_EROR', /did you mean "INTERNAL_ERROR"/],
    ['400 INTERNAL_ERROR', /expected 500 INTERNAL_ERROR/],
    ['soon', /500 INTERNAL_ERROR/],
    [{ statsu: 500 }, /did you mean "status"/],
    [{ status: 99 }, /from 200 to 599/],
    [{ delayMs: -1 }, /0 to/],
  ])('%j is refused with what was expected', (answer, message) => {
    expect(() => faceid.answerNext(answer as string)).toThrow(message);
  });

  test('for no request at all are refused', () => {
    expect(() => faceid.answerNext('500 INTERNAL_ERROR', { times: 0 })).toThrow(EmulatorOptionError);
    expect(() => faceid.answerNext('500 INTERNAL_ERROR', { whne: {} } as never)).toThrow(/did you mean "when"/);
  });
});

describe('what came', () => {
  test('has no secret, name, identity number or foreign key, and photos as digest and number of faces', async () => {
    await post(DATA_SOURCE);
    await post(withFields(OWN_PHOTO, { image_ref1: 'faces:2' }));
    await post(withFields(LIVENESS_ONLY, { api_key: 'a-real-key-of-somebody' }));
    const { requests } = faceid;
    expect(JSON.stringify(requests)).not.toMatch(/full-secret|王小明|11010119900307123X|a-real-key/);
    expect(requests.map(({ answer }) => `${answer?.status} ${answer?.error}`)).toEqual([
      '200 ',
      '400 MULTIPLE_FACES',
      '403 AUTHENTICATION_ERROR',
    ]);
    expect(requests[0]).toMatchObject({
      kind: 'get-token',
      method: 'POST',
      path: GET_TOKEN_PATH,
      fields: { biz_no: 'order-1' },
    });
    const sha256 = createHash('sha256').update('faces:2').digest('hex');
    expect(requests[1]?.photos).toEqual([{ name: 'image_ref1', size: 7, sha256, faces: 2 }]);
  });
});

describe('a check without a browser', () => {
  test('is told to notify_url, signed, with the outcome that was asked for', async () => {
    const token = await tokenOf(withReceiver('1'));
    expect(await faceid.notify(token, { outcome: 'not_video' })).toEqual({ status: 200, reason: '' });
    const { form } = await receiver.wait('/n1');
    const data = form.get('data')!;
    expect(JSON.parse(data)).toMatchObject({ biz_no: 'order-1', liveness_result: { failure_reason: 'not_video' } });
    const sign = createHash('sha1').update(`emulator-full-secret${data}`).digest('hex');
    expect(form.get('sign')).toBe(sign);
    expect(receiver.arrived.some(({ path }) => path === '/r1')).toBe(false);
  });

  test('passes for a receiver in the style of public clients: biz_no, result and sign are what it looks at', async () => {
    const token = await tokenOf(withReceiver('9'));
    await faceid.notify(token);
    const { form } = await receiver.wait('/n9');
    const [text, sign] = [form.get('data') ?? '', form.get('sign')];
    const data = JSON.parse(text);
    const genuine = createHash('sha1').update(`emulator-full-secret${text}`).digest('hex') === sign;
    expect({ genuine, order: data.biz_no, passed: data.liveness_result.result === 'success' }).toEqual({
      genuine: true,
      order: 'order-1',
      passed: true,
    });
  });

  test('is told to both with finish, and GetResult tells the same', async () => {
    const token = await tokenOf(withReceiver('2'));
    const verify_result = { error: 'VERIFY_API_FAILED' };
    await faceid.finish(token, { changes: { verify_result }, spaced: true });
    const back = (await receiver.wait('/r2')).form.get('data')!;
    expect(back).toContain('": ');
    const { biz_id } = JSON.parse(back) as { biz_id: string };
    const { apiKey, apiSecret } = faceid.accounts.full;
    const query = new URLSearchParams({ api_key: apiKey, api_secret: apiSecret, biz_id });
    const result = await (await fetch(`${faceid.url}/faceid/liveness/v2/get_result?${query}`)).json();
    expect(result).toMatchObject({ biz_id, verify_result });
  });

  test('with a wrong signature or data that was changed afterwards has another signature', async () => {
    for (const sign of ['wrong', 'of the failure'] as const) {
      const token = await tokenOf(withReceiver(sign[0]!));
      await faceid.notify(token, { sign });
      const { form } = await receiver.wait(`/n${sign[0]}`);
      expect(JSON.parse(form.get('data')!)).toMatchObject({ liveness_result: { result: 'success' } });
      const right = createHash('sha1')
        .update(`emulator-full-secret${form.get('data')}`)
        .digest('hex');
      expect(form.get('sign')).toMatch(/^[0-9a-f]{40}$/);
      expect(form.get('sign')).not.toBe(right);
    }
  });

  test('of a token that was never given out is refused', async () => {
    await expect(faceid.finish('nothing')).rejects.toThrow(EmulatorOptionError);
  });

  test('is told nowhere but where callbacks may go', async () => {
    const token = await tokenOf(withFields(LIVENESS_ONLY, { notify_url: 'http://example.com/n' }));
    expect(await faceid.notify(token)).toMatchObject({ status: 0, reason: expect.stringContaining('not loopback') });
  });
});

test('a photo that cannot be judged here is warned of once where nobody reads the log', async () => {
  const warn = vi.spyOn(process, 'emitWarning').mockReturnValue();
  try {
    const inspect = () => Promise.reject(new Error('photos cannot be judged: no decoder'));
    await using mine = await startEmulator({ photos: { inspect, close: async () => undefined } });
    for (const _ of [1, 2]) expect((await post(OWN_PHOTO, mine.url)).status).toBe(500);
    expect(warn.mock.calls).toEqual([['photos cannot be judged: no decoder', 'FacegateEmulatorWarning']]);
  } finally {
    warn.mockRestore();
  }
});

test('ends with its scope', async () => {
  let url = '';
  {
    await using mine = await startEmulator();
    url = mine.url;
    expect((await fetch(`${url}/nothing`)).status).toBe(404);
  }
  await expect(fetch(`${url}/nothing`)).rejects.toThrow();
});

describe('the control API', () => {
  const control = (path: string, init: RequestInit = {}) =>
    fetch(`${faceid.url}/__facegate/${path}`, { ...init, headers: { 'x-facegate-control': '1', ...init.headers } });
  const send = async (path: string, body: unknown) => {
    const answer = await control(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
    return { status: answer.status, json: (await answer.json()) as Record<string, unknown>, headers: answer.headers };
  };

  test('prepares answers, tells what came, and ends checks', async () => {
    expect((await send('answers', { answer: '500 INTERNAL_ERROR', when: { biz_no: 'order-1' } })).status).toBe(200);
    expect((await post(LIVENESS_ONLY)).status).toBe(500);
    const token = await tokenOf(withReceiver('c'));
    const { json, headers } = await send('finish', { token, outcome: 'fail' });
    expect(json).toEqual({ notify: { status: 200, reason: '' }, return: { status: 200, reason: '' } });
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    const { requests } = (await (await control('requests')).json()) as { requests: unknown[] };
    expect(requests).toHaveLength(2);
    await send('reset', {});
    expect(faceid.requests).toEqual([]);
  });

  test('says what is wrong', async () => {
    expect((await send('answers', { answr: 1 })).json.error).toContain('did you mean "answer"');
    expect((await send('answers', { answer: '500 INTERNAL_EROR' })).json.error).toContain('did you mean');
    expect((await send('finish', { token: 'x' })).status).toBe(400);
    expect((await send('anwers', {})).json.error).toContain('POST /__facegate/answers');
  });

  test.each([
    ['another host, as after a rebinding of its name', { host: 'evil.example' }],
    ['a page of another origin', { origin: 'http://evil.example' }],
    ['a page that a browser navigates', { 'sec-fetch-site': 'cross-site' }],
    ['no header of its own', { 'x-facegate-control': undefined }],
    ['a form, which a page may send', { 'content-type': 'application/x-www-form-urlencoded' }],
  ])('is refused to %s', async (_who, changes) => {
    const { request } = await import('node:http');
    const headers = { 'content-type': 'application/json', 'x-facegate-control': '1', ...changes };
    const status = await new Promise<number>((resolve, reject) => {
      const sent = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
      const asked = request(`${faceid.url}/__facegate/reset`, {
        method: 'POST',
        headers: sent as Record<string, string>,
      });
      asked.on('response', (response) => resolve(response.statusCode ?? 0));
      asked.on('error', reject);
      asked.end('{}');
    });
    expect([403, 415]).toContain(status);
  });

  test('answers no preflight of a browser', async () => {
    const answer = await fetch(`${faceid.url}/__facegate/answers`, { method: 'OPTIONS' });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('is closed unless it is asked for, and refused off loopback', async () => {
    await using closed = await startEmulator();
    const answer = await fetch(`${closed.url}/__facegate/requests`, { headers: { 'x-facegate-control': '1' } });
    expect(await answer.json()).toMatchObject({ error_message: 'API_NOT_FOUND' });
    await expect(startEmulator({ host: '0.0.0.0', control: true })).rejects.toThrow(/loopback/);
  });
});
