import { describe, expect, test } from 'vitest';
import { judgedInTime } from '../../testing/judged-in-time.js';
import { emulatorAccounts } from '../accounts.js';
import { EmulatorOptionError } from '../option-error.js';
import {
  appRequest,
  ask,
  GET_TOKEN_PATH,
  LIVENESS_ONLY,
  multipartBody,
  OWN_PHOTO,
  read,
  testApp,
  URLENCODED,
  urlencodedBody,
  withFields,
} from '../testing/test-app.js';

describe('a success', () => {
  test('holds the documented fields and no others', async () => {
    const { status, json } = await ask(testApp(), LIVENESS_ONLY);
    expect(status).toBe(200);
    expect(Object.keys(json).sort()).toEqual(['expired_time', 'request_id', 'time_used', 'token']);
    expect(json.token).toMatch(/^[0-9a-f]{32}$/);
    expect(json.request_id).toMatch(/^\d{10},[0-9a-f-]{36}$/);
    expect(Number.isInteger(json.time_used)).toBe(true);
  });

  test('ends the token after its life, in seconds', async () => {
    const seconds = () => Math.floor(Date.now() / 1000);
    const before = seconds();
    const { json } = await ask(testApp({ tokenLifeSeconds: 60 }), LIVENESS_ONLY);
    expect(Number(json.expired_time) - before).toBeGreaterThanOrEqual(60);
    expect(Number(json.expired_time) - seconds()).toBeLessThanOrEqual(60);
  });

  test('gives a new token and a new request_id every time', async () => {
    const app = testApp();
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask(app, LIVENESS_ONLY)));
    expect(new Set(answers.map(({ json }) => json.token)).size).toBe(50);
    expect(new Set(answers.map(({ json }) => json.request_id)).size).toBe(50);
  });
});

describe('a failure', () => {
  test('holds request_id and time_used, and no token', async () => {
    const { json } = await ask(testApp(), {});
    expect(Object.keys(json).sort()).toEqual(['error_message', 'request_id', 'time_used']);
  });

  // [what, method, target, status, error]
  test.each([
    ['an unknown API', 'POST', '/faceid/liveness/v2/get_tokens', 404, 'API_NOT_FOUND'],
    ['a slash at the end', 'POST', `${GET_TOKEN_PATH}/`, 404, 'API_NOT_FOUND'],
    ['the root', 'GET', '/', 404, 'API_NOT_FOUND'],
    ['another method on the path', 'GET', GET_TOKEN_PATH, 404, 'API_NOT_FOUND'],
  ])('%s', async (_what, method, target, status, error) => {
    const answer = read(await testApp().handle(appRequest(Buffer.alloc(0), { method, target })));
    expect({ status: answer.status, error: answer.error }).toEqual({ status, error });
  });

  // [what, content type, body]
  test.each([
    ['JSON', 'application/json', JSON.stringify(LIVENESS_ONLY)],
    ['no content type', '', 'api_key=x'],
    ['multipart without a boundary', 'multipart/form-data', '--x--'],
    [
      'multipart that breaks off',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="api_key"\r\n\r\nemul',
    ],
    ['an empty body', URLENCODED, ''],
  ])('a body that is no form (%s) has no parameters', async (_what, contentType, body) => {
    const answer = read(await testApp().handle(appRequest(Buffer.from(body), {}, contentType)));
    expect({ status: answer.status, error: answer.error }).toEqual({
      status: 400,
      error: 'MISSING_ARGUMENTS: api_key',
    });
  });

  test('a fault while looking at a photo is an internal error, and its cure is said once', async () => {
    const lines: string[] = [];
    const app = testApp({ log: (line) => lines.push(line) });
    const fields = withFields(OWN_PHOTO, { image_ref1: 'fault' });
    expect((await ask(app, fields)).error).toBe('INTERNAL_ERROR');
    expect((await ask(app, fields)).status).toBe(500);
    expect(lines).toEqual(['fault: no face detector; install it with: npm install']);
  });
});

describe('forms', () => {
  test.each([
    ['multipart/form-data', multipartBody(LIVENESS_ONLY), undefined],
    ['application/x-www-form-urlencoded', urlencodedBody(LIVENESS_ONLY), URLENCODED],
    ['with a charset', urlencodedBody(LIVENESS_ONLY), 'Application/X-WWW-Form-Urlencoded ; charset=UTF-8'],
  ])('%s works', async (_what, body, contentType) => {
    expect((await testApp().handle(appRequest(body, {}, contentType))).status).toBe(200);
  });
});

describe('the concurrency limit', () => {
  const limited = withFields(LIVENESS_ONLY, {
    api_key: emulatorAccounts.limited.apiKey,
    api_secret: emulatorAccounts.limited.apiSecret,
  });

  test('refuses the excess of a burst and only it, and afterwards answers as before', (context) =>
    judgedInTime(context, { toleratesMs: 40, counts: 'worst stall' }, async (attempt) => {
      const app = testApp({ concurrencyLimit: 3, limitedHoldMs: 50 * attempt ** 3 });
      const burst = await Promise.all(Array.from({ length: 5 }, () => ask(app, limited)));
      expect(burst.map(({ status }) => status).sort()).toEqual([200, 200, 200, 403, 403]);
      expect(burst.filter(({ status }) => status === 403).map(({ error }) => error)).toEqual([
        'CONCURRENCY_LIMIT_EXCEEDED',
        'CONCURRENCY_LIMIT_EXCEEDED',
      ]);
      expect((await ask(app, limited)).status).toBe(200);
      expect(app.peakInFlight()).toBe(3);
    }));

  test('refuses none at the limit', async () => {
    const app = testApp({ concurrencyLimit: 3, limitedHoldMs: 50 });
    const burst = await Promise.all(Array.from({ length: 3 }, () => ask(app, limited)));
    expect(burst.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  test('does not hold for the other accounts', async () => {
    const app = testApp({ concurrencyLimit: 1, latency: { kind: 'fixed', ms: 20 } });
    const burst = await Promise.all(Array.from({ length: 5 }, () => ask(app, LIVENESS_ONLY)));
    expect(burst.every(({ status }) => status === 200)).toBe(true);
  });
});

describe('options', () => {
  test('errorShare answers that share with 500 INTERNAL_ERROR, repeatably by seed', async () => {
    const run = async (seed: number) => {
      const app = testApp({ errorShare: 0.3, seed });
      const statuses: number[] = [];
      for (let index = 0; index < 200; index += 1) statuses.push((await ask(app, LIVENESS_ONLY)).status);
      return statuses;
    };
    const first = await run(7);
    const failed = first.filter((status) => status === 500).length;
    expect(failed).toBeGreaterThan(35);
    expect(failed).toBeLessThan(85);
    expect(await run(7)).toEqual(first);
    expect(await run(8)).not.toEqual(first);
  });

  test('a fixed latency is the least time_used', async () => {
    const { json } = await ask(testApp({ latency: { kind: 'fixed', ms: 30 } }), LIVENESS_ONLY);
    expect(json.time_used).toBeGreaterThanOrEqual(30);
  });

  test('one check can be replaced by its rule id', async () => {
    const app = testApp({ replaceChecks: { 'biz_no.max-bytes': () => undefined } });
    expect((await ask(app, withFields(LIVENESS_ONLY, { biz_no: 'b'.repeat(129) }))).status).toBe(200);
    expect((await ask(app, withFields(LIVENESS_ONLY, { biz_no: '' }))).error).toBe('MISSING_ARGUMENTS: biz_no');
  });

  test('a rule that refuses nothing can be broken too', async () => {
    const app = testApp({
      replaceChecks: {
        'biz_extra_data.optional': ({ form }) =>
          form.has('biz_extra_data') ? undefined : { code: 'MISSING_ARGUMENTS', argument: 'biz_extra_data' },
      },
    });
    expect((await ask(app, LIVENESS_ONLY)).error).toBe('MISSING_ARGUMENTS: biz_extra_data');
  });

  test('one behaviour of the answer can be replaced by its rule id', async () => {
    const app = testApp({ replaceBehaviours: { 'response.time_used': () => '5' } });
    expect((await ask(app, LIVENESS_ONLY)).json.time_used).toBe('5');
  });

  // [options that cannot be used, the option that the error names]
  test.each([
    [{ errorShare: 2 }, 'errorShare'],
    [{ concurrencyLimit: 0 }, 'concurrencyLimit'],
    [{ port: 70_000 }, 'port'],
    [{ tokenLifeSeconds: 1.5 }, 'tokenLifeSeconds'],
    [{ latency: { kind: 'log-normal', medianMs: 100, p99Ms: 50 } as const }, 'latency'],
    [{ replaceChecks: { 'no.such-rule': () => undefined } }, 'replaceChecks'],
    [{ replaceChecks: { 'response.token': () => undefined } }, 'replaceChecks'],
  ])('%j is refused by name', (options, name) => {
    expect(() => testApp(options)).toThrow(EmulatorOptionError);
    expect(() => testApp(options)).toThrow(`emulator option "${name}": found`);
  });
});
