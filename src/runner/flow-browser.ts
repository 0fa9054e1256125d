import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { isLoopbackHost } from '../client/transport.js';
import type { FlowSettings } from './flow-settings.js';

/** Starts the browser of a worker. With nobody in front a fake camera is used and every question is answered with yes. */
export async function launchBrowser(settings: FlowSettings): Promise<Browser> {
  const { browserPath, headed } = settings;
  try {
    return await chromium.launch({
      executablePath: browserPath,
      headless: !headed,
      // The runner ends its workers itself.
      handleSIGINT: false,
      args: flagsOf(settings, process.getuid?.() === 0),
    });
  } catch (cause) {
    const cure = headed ? '; --headed and --person need a display (DISPLAY)' : '';
    throw new Error(`${browserPath} did not start: ${(cause as Error).message.split('\n')[0]}${cure}`, { cause });
  }
}

/** Chromium's flags for a flow. */
export function flagsOf({ person, loopback, callbacks, cameraFile }: FlowSettings, root: boolean): string[] {
  const film = cameraFile === '' ? [] : [`--use-file-for-fake-video-capture=${cameraFile}`];
  // Even what the browser looks up by itself stays here.
  const home = ['localhost', '127.*', '[::1]', ...(callbacks === null ? [] : [new URL(callbacks.publicUrl).hostname])];
  return [
    '--disable-gpu',
    // Chromium refuses to sandbox for root, as in most containers.
    ...(root ? ['--no-sandbox'] : []),
    ...(person ? [] : ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', ...film]),
    ...(loopback ? [`--host-resolver-rules=MAP * ~NOTFOUND, ${home.map((host) => `EXCLUDE ${host}`).join(', ')}`] : []),
  ];
}

/** A fresh context: no cookie of another case. With a target on this machine, nothing else can be reached from it. */
export async function openContext(browser: Browser, pageUrl: string, settings: FlowSettings): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 960, height: 640 } });
  await context.grantPermissions(['camera', 'microphone'], { origin: new URL(pageUrl).origin });
  await context.route(
    (url) => !mayReach(url, settings),
    (route) => route.abort('blockedbyclient'),
  );
  return context;
}

/** Whether the browser may reach an address: with a target on this machine, only this machine and where callbacks arrive. */
export function mayReach({ protocol, hostname }: URL, { loopback, callbacks }: FlowSettings): boolean {
  if (!loopback || !/^(https?|wss?):$/.test(protocol) || isLoopbackHost(hostname)) return true;
  return callbacks !== null && hostname === new URL(callbacks.publicUrl).hostname;
}
