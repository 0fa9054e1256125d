import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { isLoopbackHost } from '../client/transport.js';
import type { FlowSettings } from './flow-settings.js';

/** Starts the browser of a worker. With nobody in front a fake camera is used and every question is answered with yes. */
export function launchBrowser({ browserPath, headed, person, loopback, cameraFile }: FlowSettings): Promise<Browser> {
  const fakeCamera = [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    ...(cameraFile === '' ? [] : [`--use-file-for-fake-video-capture=${cameraFile}`]),
  ];
  return chromium.launch({
    executablePath: browserPath,
    headless: !headed,
    // The runner ends its workers itself.
    handleSIGINT: false,
    args: [
      '--disable-gpu',
      // Chromium refuses to sandbox for root, as in most containers.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(person ? [] : fakeCamera),
      ...(loopback ? ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1'] : []),
    ],
  });
}

/** A fresh context: no cookie of another case. With a target on this machine, nothing else can be reached from it. */
export async function openContext(browser: Browser, pageUrl: string, loopback: boolean): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 960, height: 640 } });
  await context.grantPermissions(['camera', 'microphone'], { origin: new URL(pageUrl).origin });
  if (loopback) {
    await context.route(
      (url) => /^https?:$/.test(url.protocol) && !isLoopbackHost(url.hostname),
      (route) => route.abort('blockedbyclient'),
    );
  }
  return context;
}
