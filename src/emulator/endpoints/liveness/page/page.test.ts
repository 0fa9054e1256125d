import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getResult } from '../../../../../contracts/get-result/get-result.js';
import { emulatorAccounts } from '../../../accounts.js';
import { decode } from '../../../photos/decode.js';
import { type Emulator, startEmulator } from '../../../server.js';
import { type Receiver, startReceiver } from '../../../testing/receiver.js';
import {
  GET_TOKEN_PATH,
  LIVENESS_ONLY,
  testOptions,
  URLENCODED,
  urlencodedBody,
  withFields,
} from '../../../testing/test-app.js';
import { LIVENESS_PAGE_PATH } from '../paths.js';

const executablePath = [process.env.FACEGATE_CHROMIUM ?? '', '/usr/bin/chromium', chromium.executablePath()].find(
  (path) => path !== '' && existsSync(path),
);
/** However busy the machine, a browser does by then what it does at all. */
const PATIENT_MS = 200_000;
const COMMON = ['--no-sandbox', '--disable-gpu'];
const CAMERA = '--use-fake-device-for-media-stream';
const ALLOWED = '--use-fake-ui-for-media-stream';

const title = executablePath
  ? 'in Chromium'
  : 'in Chromium: not run, no browser found; set FACEGATE_CHROMIUM to one, or run: npx playwright install chromium';
describe.skipIf(!executablePath)(title, () => {
  let emulator: Emulator;
  let receiver: Receiver;
  const browsers: Browser[] = [];
  beforeAll(async () => {
    emulator = await startEmulator(testOptions());
    receiver = await startReceiver();
  });
  afterAll(async () => {
    for (const browser of browsers) await browser.close();
    await emulator.close();
    await receiver.close();
  });

  /** What a browser complained about on any page: script errors and what the page's policy forbade. */
  const complaints: string[] = [];

  /** Opens the page of a new token in a browser with the given flags. */
  async function open(name: string, flags: readonly string[], from: Emulator = emulator): Promise<Page> {
    const fields = withFields(LIVENESS_ONLY, {
      biz_no: `订单 ${name} "</script>\n😀`,
      return_url: `${receiver.url}/${name}/return`,
      notify_url: `${receiver.url}/${name}/notify`,
    });
    const answer = await fetch(from.url + GET_TOKEN_PATH, {
      method: 'POST',
      body: urlencodedBody(fields),
      headers: { 'content-type': URLENCODED },
    });
    const { token } = (await answer.json()) as { token: string };
    const browser = await chromium.launch({
      executablePath: executablePath!,
      args: [...COMMON, ...flags],
      timeout: PATIENT_MS,
    });
    browsers.push(browser);
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENT_MS);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(`${from.url}${LIVENESS_PAGE_PATH}?token=${token}`);
    return page;
  }

  /** Both callbacks of a case, checked to be the same form POST; gives the parsed data. */
  async function callbacks(name: string): Promise<{
    biz_id: string;
    biz_no: string;
    liveness_result: { result: string; failure_reason: string | null };
  }> {
    const [notified, returned] = await Promise.all([
      receiver.wait(`/${name}/notify`),
      receiver.wait(`/${name}/return`),
    ]);
    expect([returned.method, returned.contentType]).toEqual(['POST', 'application/x-www-form-urlencoded']);
    expect(Object.fromEntries(returned.form)).toEqual(Object.fromEntries(notified.form));
    return JSON.parse(returned.form.get('data') ?? '');
  }

  test('nobody presses anything: frames come, the check ends, the browser is sent back', async () => {
    const page = await open('alone', [CAMERA, ALLOWED]);
    const data = await callbacks('alone');
    expect(data.liveness_result).toMatchObject({ result: 'success', failure_reason: null });
    expect(data.biz_no).toBe('订单 alone "</script>\n😀');
    await page.waitForURL('**/alone/return');
    expect(await page.textContent('h1')).toBe('You are back');

    const { apiKey, apiSecret } = emulatorAccounts.full;
    const query = new URLSearchParams({
      api_key: apiKey,
      api_secret: apiSecret,
      biz_id: data.biz_id,
      get_image_type: '2',
    });
    const { images } = (await (await fetch(`${emulator.url}${getResult.endpoint.path}?${query}`)).json()) as {
      images: Record<string, string>;
    };
    expect(Object.keys(images)).toEqual(['image_best', 'image_action1', 'image_action2']);
    for (const image of Object.values(images)) {
      const bytes = Buffer.from(image.replace('data:image/jpeg;base64,', ''), 'base64');
      expect(await decode(bytes, 1_000_000)).toMatchObject({ readable: true, width: 320 });
    }
  });

  test('without a camera it ends with no_input_frame', async () => {
    await open('no-camera', []);
    expect((await callbacks('no-camera')).liveness_result.failure_reason).toBe('no_input_frame');
  });

  test('a blocked camera can be allowed and tried again, or the check cancelled', async () => {
    const page = await open('blocked', [CAMERA]);
    await page.getByText('The camera is blocked').waitFor();
    expect(await page.getByRole('button', { name: 'Try again' }).isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect((await callbacks('blocked')).liveness_result.failure_reason).toBe('interrupt_in_mirro_state');
  });

  test('the time limit ends a check that waits, and the page leaves by itself', async () => {
    const hasty = await startEmulator(testOptions({ livenessTimeLimitSeconds: 1 }));
    try {
      await open('late', [CAMERA], hasty);
      expect((await callbacks('late')).liveness_result.failure_reason).toBe('timeout');
    } finally {
      await hasty.close();
    }
  });

  test('no page broke its own policy or threw', () => {
    expect(complaints).toEqual([]);
  });

  test('a second visit says why it is refused', async () => {
    const page = await open('twice', [CAMERA]);
    const answer = await page.reload();
    expect(answer?.status()).toBe(400);
    expect(await page.textContent('h1')).toBe('This link was already used');
  });
});
