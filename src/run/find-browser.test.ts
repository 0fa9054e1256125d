import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findBrowser, mayHaveBrowsers } from './find-browser.js';
import { findOnPath } from './find-on-path.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'facegate-browser-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function program(name: string): string {
  const path = join(dir, name);
  writeFileSync(path, '');
  chmodSync(path, 0o755);
  return path;
}
const none = async (): Promise<string> => join(dir, 'none');

it('the one that the environment names comes first', async () => {
  const [mine, own] = [program('mine'), program('own')];
  program('chromium');
  expect(await findBrowser({ FACEGATE_CHROMIUM: mine, PATH: dir }, async () => own)).toEqual({
    path: mine,
    source: 'FACEGATE_CHROMIUM',
  });
});

it('one that the environment names and that is not there is told, not replaced by another', async () => {
  program('chromium');
  expect(await findBrowser({ FACEGATE_CHROMIUM: '/none', PATH: dir }, none)).toEqual({
    missing: 'FACEGATE_CHROMIUM names /none, which is no program',
    cure: 'correct or unset FACEGATE_CHROMIUM',
  });
});

it("then comes Playwright's own, then the system's", async () => {
  const system = program('google-chrome');
  expect(await findBrowser({ PATH: dir }, none)).toEqual({ path: system, source: 'system' });
  const own = program('own');
  expect(await findBrowser({ PATH: dir }, async () => own)).toEqual({ path: own, source: 'Playwright' });
});

it('Playwright is asked only where it has put a browser, as it takes long to load', () => {
  expect(mayHaveBrowsers({ XDG_CACHE_HOME: dir }, 'linux')).toBe(false);
  expect(mayHaveBrowsers({ PLAYWRIGHT_BROWSERS_PATH: '0' }, 'linux')).toBe(true);
  mkdirSync(join(dir, 'ms-playwright'));
  expect(mayHaveBrowsers({ XDG_CACHE_HOME: dir }, 'linux')).toBe(true);
  expect(mayHaveBrowsers({ LOCALAPPDATA: dir }, 'win32')).toBe(true);
  mkdirSync(join(dir, 'Library', 'Caches', 'ms-playwright'), { recursive: true });
  expect(mayHaveBrowsers({}, 'darwin', dir)).toBe(true);
});

it('a folder, or a file that may not be run, is no program', () => {
  writeFileSync(join(dir, 'chromium'), '');
  chmodSync(join(dir, 'chromium'), 0o644);
  expect(findOnPath(['chromium', '.'], { PATH: dir })).toBeUndefined();
  expect(findOnPath(['chromium'], {})).toBeUndefined();
});
