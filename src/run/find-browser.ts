import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { sayOfMachine as say } from '../sayings/machine.js';
import { findOnPath, isExecutable } from './find-on-path.js';
import type { Environment } from './target/expand-env.js';

export type FoundBrowser =
  | { readonly path: string; readonly source: string }
  | { readonly missing: string; readonly cure: string };

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const ELSEWHERE: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ],
};

/**
 * The Chromium that the liveness flow uses: the one named in FACEGATE_CHROMIUM, else Playwright's own, else the system's.
 * A FACEGATE_CHROMIUM that leads nowhere is not passed over: the user meant that one.
 */
export async function findBrowser(
  env: Environment,
  playwrightPath: (env: Environment) => Promise<string> = askPlaywright,
): Promise<FoundBrowser> {
  const named = env.FACEGATE_CHROMIUM;
  if (named !== undefined && named !== '') {
    const path = resolve(named);
    if (isExecutable(path)) return { path, source: 'FACEGATE_CHROMIUM' };
    return {
      missing: say('chromiumNamed', { text: named }),
      cure: say('unsetChromium'),
    };
  }
  const own = await playwrightPath(env);
  if (own !== '' && isExecutable(own)) return { path: own, source: 'Playwright' };
  const system = findOnPath(NAMES, env) ?? ELSEWHERE[process.platform]?.find(isExecutable);
  if (system !== undefined) return { path: system, source: 'system' };
  return { missing: say('noChromium'), cure: say('installChromium') };
}

async function askPlaywright(env: Environment): Promise<string> {
  if (!mayHaveBrowsers(env)) return '';
  // Loaded only here: it takes longer to load than most commands take to run.
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
}

/** Whether Playwright has put a browser anywhere: there is its folder in the cache of the user, or another one was named. */
export function mayHaveBrowsers(env: Environment, platform = process.platform, home = homedir()): boolean {
  if (env.PLAYWRIGHT_BROWSERS_PATH) return true;
  const caches: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
    darwin: join(home, 'Library', 'Caches'),
    win32: env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'),
  };
  return existsSync(join(caches[platform] ?? env.XDG_CACHE_HOME ?? join(home, '.cache'), 'ms-playwright'));
}
