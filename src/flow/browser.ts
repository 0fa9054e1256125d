import { type Browser, type BrowserContext, chromium, type LaunchOptions } from '@playwright/test';
import { isLoopbackHost } from '../network/loopback.js';
import { type ProxyAddress, partsOf } from '../network/proxy.js';
import { sayOfMachine as say } from '../sayings/machine.js';
import type { FlowSettings } from './settings.js';

/** Starts the browser of a worker. With nobody in front a fake camera is used and every question is answered with yes. */
export async function launchBrowser(settings: FlowSettings, proxy: ProxyAddress = null): Promise<Browser> {
  const { browserPath, headed } = settings;
  const sandboxed = isSandboxed(settings, process.getuid?.() === 0);
  try {
    return await chromium.launch({
      executablePath: browserPath,
      headless: !headed,
      // Unless told so, Playwright runs Chromium without its sandbox.
      chromiumSandbox: sandboxed,
      env: browserEnvironment(process.env),
      // The runner ends its workers itself.
      handleSIGINT: false,
      args: flagsOf(settings, proxy),
      ...(proxy === null ? {} : { proxy: proxyOption(proxy) }),
    });
  } catch (cause) {
    throw new Error(
      say('notStarted', { text: browserPath, reason: whyNot((cause as Error).message, sandboxed, headed) }),
      { cause },
    );
  }
}

/** Root has no sandbox: Chromium refuses it, as in most containers. */
export function isSandboxed({ sandbox }: Pick<FlowSettings, 'sandbox'>, root: boolean): boolean {
  return sandbox && !root;
}

/** Why the browser did not start, with what helps, out of what Playwright says of it. */
export function whyNot(message: string, sandboxed: boolean, headed: boolean): string {
  if (sandboxed && /sandbox(ing)? (failed|host)|no usable sandbox/i.test(message)) return say('noSandbox');
  return `${message.split('\n')[0]}${headed ? `; ${say('needsDisplay')}` : ''}`;
}

/** The environment without the way to the run's credentials. */
function browserEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const handed = Object.entries(env).filter(([name]) => !name.startsWith('FACEGATE_'));
  return Object.fromEntries(handed.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/**
 * Features of Chromium that a flow goes without. The address bar's pop-up is a page of its own in each new window, which
 * costs more than the liveness page does; a process kept ready for the next page serves none, as each has its own. Chromium takes the last list given, so Playwright's own names stand here, too.
 */
const FEATURES_OFF: readonly string[] = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'SpareRendererForSitePerProcess',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
];

/** Chromium's flags for a flow. */
export function flagsOf(
  { person, loopback, callbacks, cameraFile, trustedKeys }: FlowSettings,
  proxy: ProxyAddress = null,
): string[] {
  const film = cameraFile === '' ? [] : [`--use-file-for-fake-video-capture=${cameraFile}`];
  // Even what the browser looks up by itself stays here.
  const home = ['localhost', '127.*', '[::1]', ...(callbacks === null ? [] : [new URL(callbacks.publicUrl).hostname])];
  return [
    '--disable-gpu',
    `--disable-features=${FEATURES_OFF.join(',')}`,
    ...(trustedKeys.length > 0 ? [`--ignore-certificate-errors-spki-list=${trustedKeys.join(',')}`] : []),
    // Neither the environment nor the settings of this machine send the browser elsewhere.
    ...(proxy === null ? ['--no-proxy-server'] : []),
    ...(person ? [] : ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', ...film]),
    ...(loopback ? [`--host-resolver-rules=MAP * ~NOTFOUND, ${home.map((host) => `EXCLUDE ${host}`).join(', ')}`] : []),
  ];
}

/** The proxy of the target file as Playwright takes it; what is on this machine is reached straight. */
export function proxyOption(proxy: string): NonNullable<LaunchOptions['proxy']> {
  const { address, username, password } = partsOf(proxy);
  // Without the first, Playwright would add it as the last, which wins: it sends this machine through the proxy, too.
  const bypass = '<-loopback>,localhost,127.0.0.0/8,[::1]';
  return { server: address, bypass, ...(username === '' && password === '' ? {} : { username, password }) };
}

/** A fresh context: no cookie of another case. With a target on this machine, nothing else can be reached from it. */
export async function openContext(browser: Browser, pageUrl: string, settings: FlowSettings): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 960, height: 640 } });
  await allowCamera(context, new URL(pageUrl));
  await context.route(
    (url) => !mayReach(url, settings),
    (route) => route.abort('blockedbyclient'),
  );
  return context;
}

async function allowCamera(context: BrowserContext, { protocol, origin }: URL): Promise<void> {
  try {
    await context.grantPermissions(['camera', 'microphone'], { origin });
  } catch (cause) {
    const cure =
      protocol === 'http:'
        ? '; browsers have cameras for https and for this machine only: give the target an https address'
        : '';
    throw new Error(`the browser gives ${origin} no camera (${(cause as Error).message.split('\n')[0]})${cure}`, {
      cause,
    });
  }
}

/** Whether the browser may reach an address: with a target on this machine, only this machine and where callbacks arrive. */
export function mayReach({ protocol, hostname }: URL, { loopback, callbacks }: FlowSettings): boolean {
  if (!loopback || !/^(https?|wss?):$/.test(protocol) || isLoopbackHost(hostname)) return true;
  return callbacks !== null && hostname === new URL(callbacks.publicUrl).hostname;
}
