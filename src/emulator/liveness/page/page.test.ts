import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../server.js';
import {
  GET_TOKEN_PATH,
  LIVENESS_ONLY,
  testOptions,
  URLENCODED,
  urlencodedBody,
  withFields,
} from '../../testing/kit.js';
import { type Receiver, startReceiver } from '../../testing/receiver.js';
import { LIVENESS_PAGE_PATH } from '../paths.js';

const executablePath = [process.env.FACEGATE_CHROMIUM ?? '', '/usr/bin/chromium', chromium.executablePath()].find(
  (path) => path !== '' && existsSync(path),
);
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
    const browser = await chromium.launch({ executablePath: executablePath!, args: [...COMMON, ...flags] });
    browsers.push(browser);
    const page = await browser.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(`${from.url}${LIVENESS_PAGE_PATH}?token=${token}`);
    return page;
  }

  /** Both callbacks of a case, checked to be the same form POST; gives the parsed data. */
  async function callbacks(name: string): Promise<{ status: string; biz_info: { biz_no: string } }> {
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
    expect(data.status).toBe('OK');
    expect(data.biz_info.biz_no).toBe('订单 alone "</script>\n😀');
    await page.waitForURL('**/alone/return');
    expect(await page.textContent('h1')).toBe('You are back');
  });

  test('without a camera it ends as WEBRTC_UNSUPPORTED', async () => {
    await open('no-camera', []);
    expect((await callbacks('no-camera')).status).toBe('WEBRTC_UNSUPPORTED');
  });

  test('a blocked camera can be allowed and tried again, or the check cancelled', async () => {
    const page = await open('blocked', [CAMERA]);
    await page.getByText('The camera is blocked').waitFor();
    expect(await page.getByRole('button', { name: 'Try again' }).isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect((await callbacks('blocked')).status).toBe('CANCELLED');
  });

  test('the time limit ends a check that waits, and the page leaves by itself', async () => {
    const hasty = await startEmulator(testOptions({ livenessTimeLimitSeconds: 1 }));
    try {
      await open('late', [CAMERA], hasty);
      expect((await callbacks('late')).status).toBe('TIMEOUT');
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
