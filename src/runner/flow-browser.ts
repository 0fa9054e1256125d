import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { isLoopbackHost } from '../client/transport.js';
import type { FlowSettings } from './flow-settings.js';

/** Starts the browser of a worker. With nobody in front a fake camera is used and every question is answered with yes. */
export async function launchBrowser(settings: FlowSettings): Promise<Browser> {
  const { browserPath, headed, person, loopback, cameraFile } = settings;
  const fakeCamera = [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    ...(cameraFile === '' ? [] : [`--use-file-for-fake-video-capture=${cameraFile}`]),
  ];
  const options = {
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
  };
  try {
    return await chromium.launch(options);
  } catch (cause) {
    const cure = headed ? '; --headed and --person need a display (DISPLAY)' : '';
    throw new Error(`${browserPath} did not start: ${(cause as Error).message.split('\n')[0]}${cure}`, { cause });
  }
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
