import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { emulatorAccounts } from '../../accounts.js';
import type { EmulatorOptions } from '../../options.js';
import { type Receiver, startReceiver } from '../../testing/receiver.js';
import {
  appRequest,
  ask,
  DATA_SOURCE,
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
import { LIVENESS_PAGE_PATH, PAGE_EVENTS_PATH } from './paths.js';

let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const JSON_CLIENT = { accept: 'application/json' };
const lines: string[] = [];
function start(options: Partial<EmulatorOptions> = {}): App {
  lines.length = 0;
  return testApp({ log: (line) => lines.push(line), ...options });
}

const callbacks = () => ({ return_url: `${receiver.url}/return`, notify_url: `${receiver.url}/notify` });
async function newToken(app: App, fields: Fields = LIVENESS_ONLY): Promise<string> {
  return String((await ask(app, withFields({ ...fields, ...callbacks() }, {}))).json.token);
}
const openPage = (app: App, token: string, headers: Record<string, string> = {}) =>
  app.handle(appRequest(Buffer.alloc(0), { method: 'GET', target: `${LIVENESS_PAGE_PATH}?token=${token}`, headers }));

async function openSession(app: App, token: string): Promise<string> {
  const page = await openPage(app, token);
  return /data-session="([0-9a-f]+)"/.exec(page.body)?.[1] ?? '';
}
async function report(app: App, session: string, event: string, frames = '20') {
  const body = urlencodedBody({ session, event, frames });
  return read(await app.handle(appRequest(body, { target: PAGE_EVENTS_PATH }, URLENCODED)));
}
interface Leave {
  readonly method: string;
  readonly action: string;
  readonly fields: { readonly data: string; readonly sign: string };
}
/** Walks a check to its end and gives the parsed data and the form for return_url. */
async function walk(app: App, fields: Fields = LIVENESS_ONLY) {
  const session = await openSession(app, await newToken(app, fields));
  await report(app, session, 'started');
  const { json } = await report(app, session, 'finished');
  const leave = json.leave as Leave;
  return { leave, data: JSON.parse(leave.fields.data) as Record<string, unknown> };
}

describe('token.single-use and token.expiry', () => {
  test('a token opens the page once; the second time it is refused', async () => {
    const app = start();
    const token = await newToken(app);
    const first = await openPage(app, token);
    expect([first.status, first.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    const second = await openPage(app, token);
    expect(second.status).toBe(400);
    expect(second.body).toContain('This link was already used');
  });

  test('after expired_time a token is refused', async () => {
    const app = start({ tokenLifeSeconds: 1 });
    const { json } = await ask(app, LIVENESS_ONLY);
    await new Promise((resolve) => setTimeout(resolve, Number(json.expired_time) * 1000 - Date.now() + 5));
    expect((await openPage(app, String(json.token))).body).toContain('This link has expired');
  });

  // [what, query, title, error]
  test.each([
    ['an unknown token', '?token=0123456789abcdef0123456789abcdef', 'This link is not valid', 'BAD_ARGUMENTS:token'],
    ['no token', '', 'This link is not complete', 'MISSING_ARGUMENTS: token'],
    ['markup for a token', '?token=<script>alert(1)</script>', 'This link is not valid', 'BAD_ARGUMENTS:token'],
  ])('%s is refused with a page, or with JSON for a client that asks for it', async (_what, query, title, error) => {
    const app = start();
    const request = (headers: Record<string, string>) =>
      app.handle(appRequest(Buffer.alloc(0), { method: 'GET', target: LIVENESS_PAGE_PATH + query, headers }));
    const page = await request({ accept: 'text/html,application/json;q=0.9' });
    expect(page.status).toBe(400);
    expect(page.body).toContain(title);
    expect(page.body).not.toContain('alert(1)');
    const json = read(await request(JSON_CLIENT));
    expect(json).toMatchObject({ status: 400, error });
    expect(Object.keys(json.json).sort()).toEqual(['error_message', 'request_id', 'time_used']);
  });
});

describe('the page', () => {
  test('runs only its own script, is not kept, and holds neither token nor secret nor what was sent', async () => {
    const app = start();
    const token = await newToken(app, withFields(LIVENESS_ONLY, { biz_no: 'order-4711' }));
    const page = await openPage(app, token);
    expect(page.headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-.+'; script-src 'sha256-.+'; connect-src 'self'/,
    );
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.headers['referrer-policy']).toBe('no-referrer');
    for (const secret of [token, emulatorAccounts.full.apiSecret, 'order-4711', receiver.url]) {
      expect(page.body).not.toContain(secret);
    }
  });

  test('an unknown session is refused', async () => {
    expect(await report(start(), 'abc', 'started')).toMatchObject({ status: 400, error: 'BAD_ARGUMENTS:session' });
  });

  // [what the page says, frames] that do not end the check
  test.each([
    ['finished', '3'],
    ['finished', 'many'],
    ['time-up', '20'],
    ['nonsense', '20'],
    ['', '20'],
  ])('"%s" after %s frames changes nothing', async (event, frames) => {
    const app = start();
    const session = await openSession(app, await newToken(app));
    await report(app, session, 'started');
    expect((await report(app, session, event, frames)).json).toMatchObject({ status: 'under way', leave: null });
  });
});

describe('notify and return', () => {
  test('both get the same data and sign by form POST', async () => {
    const { leave } = await walk(start());
    const notified = await receiver.wait('/notify');
    expect([notified.method, notified.contentType]).toEqual(['POST', 'application/x-www-form-urlencoded']);
    expect(Object.fromEntries(notified.form)).toEqual(leave.fields);
    expect([leave.method, leave.action]).toEqual(['POST', `${receiver.url}/return`]);
  });

  test('sign is the lower-case hex SHA-1 of secret and data', async () => {
    const { data, sign } = (await walk(start())).leave.fields;
    expect(sign).toBe(
      createHash('sha1')
        .update(emulatorAccounts.full.apiSecret + data)
        .digest('hex'),
    );
  });

  test.each([
    ['CJK', '订单号-壹'],
    ['emoji', '😀👩‍👩‍👧'],
    ['quotes', `"'\`\\`],
    ['line breaks', 'a\r\nb\nc\rd'],
    ['markup', '</script><img src=x onerror=alert(1)>&amp;'],
    ['a byte order mark and separators', '\uFEFFa\u2028b\u2029c'],
    ['controls', 'a\u0000b\u0007\u001b[31m'],
    ['form characters', 'a+b c&d=e%20%zz'],
  ])('biz_no and biz_extra_data come back unchanged: %s', async (_what, text) => {
    const { data } = await walk(start(), withFields(LIVENESS_ONLY, { biz_no: text, biz_extra_data: text }));
    const notified = await receiver.wait('/notify');
    const told = JSON.parse(notified.form.get('data') ?? '');
    expect([told.biz_no, told.biz_extra_data]).toEqual([text, text]);
    expect(data).toEqual(told);
  });

  test('4096 bytes of biz_extra_data come back whole', async () => {
    const { data } = await walk(start(), withFields(LIVENESS_ONLY, { biz_extra_data: 'é'.repeat(2048) }));
    expect(data.biz_extra_data).toBe('é'.repeat(2048));
  });

  test('a javascript: return_url never becomes the action of a form', async () => {
    const app = start({ replaceChecks: { 'return_url.format': () => undefined } });
    const token = String(
      (
        await ask(
          app,
          withFields(LIVENESS_ONLY, { return_url: 'javascript:alert(1)', notify_url: `${receiver.url}/notify` }),
        )
      ).json.token,
    );
    const session = await openSession(app, token);
    expect((await report(app, session, 'cancelled')).json).toMatchObject({
      status: 'interrupt_in_mirro_state',
      leave: null,
    });
  });

  test.each([
    'http://169.254.169.254/',
    'http://10.0.0.1/',
    'http://127.0.0.1@example.org/',
    'http://2130706433/',
    'http://[::1]/',
  ])('notify_url %s is not called, and the log says why', async (notifyUrl) => {
    const app = start();
    const token = String((await ask(app, withFields(LIVENESS_ONLY, { notify_url: notifyUrl }))).json.token);
    await report(app, await openSession(app, token), 'cancelled');
    await new Promise((resolve) => setImmediate(resolve));
    expect(app.notified()).toEqual({ delivered: 0, refused: 1, failed: 0 });
    expect(lines.join('\n')).toMatch(/notify .* refused: /);
  });

  test('the log names the receiver without its path', async () => {
    const app = start();
    await walk(app);
    await receiver.wait('/notify');
    while (app.notified().delivered === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const line = lines.find((text) => text.includes(' notify '));
    expect(line).toContain(`notify ${new URL(receiver.url).host} delivered, status 200, 1 try`);
    expect(line).not.toContain('/notify');
  });
});

describe('what the callbacks carry', () => {
  test('the flat shape of the page, with nothing else', async () => {
    const { data } = await walk(start(), withFields(OWN_PHOTO, { biz_no: 'order-7' }));
    expect(data).toEqual({
      request_id: expect.stringMatching(/^\d{10},[0-9a-f-]{36}$/),
      biz_id: expect.stringMatching(/^\d{10},[0-9a-f-]{36}$/),
      biz_no: 'order-7',
      biz_extra_data: '',
      liveness_result: { result: 'success', failure_reason: null, log: '', version: 'emulator' },
      verify_result: { result_ref1: { confidence: expect.any(Number), thresholds: expect.any(Object) } },
      time_used: expect.any(Number),
    });
    expect(Number.isInteger(data.time_used)).toBe(true);
  });

  // [request, keys of verify_result; null: there is none]
  test.each<[string, Fields, string[] | null]>([
    ['-1', LIVENESS_ONLY, null],
    ['0 with one photo', OWN_PHOTO, ['result_ref1']],
    ['0 with the third only', withFields(OWN_PHOTO, { image_ref1: undefined, image_ref3: 'faces:1' }), ['result_ref3']],
    ['1', DATA_SOURCE, ['result_faceid']],
    [
      '1 with two photos',
      withFields(DATA_SOURCE, { image_ref1: 'faces:1', image_ref2: 'faces:1' }),
      ['result_faceid', 'result_ref1', 'result_ref2'],
    ],
  ])('comparison_type %s', async (_what, fields, keys) => {
    const { data } = await walk(start(), fields);
    expect(data.verify_result && Object.keys(data.verify_result)).toEqual(keys);
  });

  // [screen_replay, request, keys of face_genuineness]
  test.each<[string | undefined, Fields, string[] | undefined]>([
    ['1', OWN_PHOTO, ['screen_replay_confidence', 'screen_replay_threshold']],
    ['1', DATA_SOURCE, ['screen_replay_confidence', 'screen_replay_threshold']],
    ['0', OWN_PHOTO, undefined],
    [undefined, OWN_PHOTO, undefined],
    ['1', LIVENESS_ONLY, undefined],
  ])('screen_replay %s of %o: face_genuineness has %j', async (value, fields, keys) => {
    const { data } = await walk(start(), withFields(fields, { screen_replay: value }));
    const found = (data.verify_result as Record<string, object> | null)?.face_genuineness;
    expect(found && Object.keys(found)).toEqual(keys);
  });

  // [options, role, reason]
  test.each([
    [{}, 'full', null],
    [{ outcome: 'fail' }, 'full', 'action_mixed'],
    [{ outcome: 'cancel' }, 'full', 'interrupt_in_action_state'],
    [{ outcome: 'timeout' }, 'full', 'timeout'],
    [{ outcome: 'quality_check_timeout' }, 'full', 'quality_check_timeout'],
    [{ outcomes: { limited: 'not_video' } }, 'limited', 'not_video'],
    [{ outcomes: { limited: 'fail' } }, 'full', null],
    [{ outcome: 'cancel', outcomes: { limited: 'pass' } }, 'limited', null],
  ] as const)('options %j, account %s: %s', async (options, role, reason) => {
    const { apiKey, apiSecret } = emulatorAccounts[role];
    const { data } = await walk(start(options), withFields(OWN_PHOTO, { api_key: apiKey, api_secret: apiSecret }));
    expect(data.liveness_result).toMatchObject({
      result: reason === null ? 'success' : 'failure',
      failure_reason: reason,
    });
    expect(data.verify_result === null).toBe(reason !== null);
  });

  test.each([
    ['cancelled', 'interrupt_in_mirro_state'],
    ['unsupported', 'no_input_frame'],
  ])('the page reports %s: %s', async (event, reason) => {
    const app = start();
    const session = await openSession(app, await newToken(app));
    expect((await report(app, session, event)).json).toMatchObject({ status: reason });
    const told = JSON.parse((await receiver.wait('/notify')).form.get('data') ?? '');
    expect(told.liveness_result.failure_reason).toBe(reason);
  });

  test('a check that never ends is told as timeout, once', async () => {
    const app = start({ livenessTimeLimitSeconds: 1 });
    const session = await openSession(app, await newToken(app));
    const notified = await receiver.wait('/notify');
    expect(JSON.parse(notified.form.get('data') ?? '').liveness_result.failure_reason).toBe('timeout');
    expect((await report(app, session, 'finished')).json).toMatchObject({ status: 'timeout' });
    expect(receiver.arrived).toHaveLength(1);
  });
});
