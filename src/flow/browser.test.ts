import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findBrowser } from '../run/find-browser.js';
import { packageRoot } from '../run/package-root.js';
import { flagsOf, isSandboxed, launchBrowser, mayReach, openContext, whyNot } from './browser.js';
import { noFlow } from './settings.js';

const browser = await findBrowser(process.env);
const NOBODY = ['--reuid=65534', '--regid=65534', '--clear-groups'];
const callbacks = { host: '127.0.0.1', port: 8028, publicUrl: 'https://tests.example:8028/hooks' };
const here = { ...noFlow, loopback: true };

describe('where the browser may go', () => {
  it.each([
    // address                              target here, callbacks     may it
    ['http://127.0.0.1:41234/page', here, true],
    ['http://localhost:8028/back', here, true],
    ['http://[::1]:5000/', here, true],
    ['data:text/html,hello', here, true],
    ['https://fonts.example/font.woff2', here, false],
    ['wss://example.com/socket', here, false],
    ['http://127.0.0.1.example.com/', here, false],
    ['https://tests.example:8028/hooks/1/return', here, false],
    ['https://tests.example:8028/hooks/1/return', { ...here, callbacks }, true],
    ['https://fonts.example/font.woff2', noFlow, true],
  ])('%s', (url, settings, may) => {
    expect(mayReach(new URL(url), settings)).toBe(may);
  });
});

describe("the browser's flags", () => {
  it('keep every look-up at home for a target on this machine alone', () => {
    const rule = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.*, EXCLUDE [::1]';
    expect(flagsOf(here)).toContain(rule);
    expect(flagsOf({ ...here, callbacks })).toContain(`${rule}, EXCLUDE tests.example`);
    expect(flagsOf(noFlow).join(' ')).not.toContain('host-resolver-rules');
  });

  it('give a fake camera, but not to a person', () => {
    const film = { ...noFlow, cameraFile: '/scratch/camera.mjpeg' };
    expect(flagsOf(film)).toEqual(
      expect.arrayContaining([
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        '--use-file-for-fake-video-capture=/scratch/camera.mjpeg',
      ]),
    );
    expect(flagsOf({ ...film, person: true }).filter((flag) => /camera|device|-ui-/.test(flag))).toEqual([]);
  });

  it('switch off what Playwright switches off, too, as Chromium takes the last list alone', async () => {
    const core = dirname(createRequire(import.meta.url).resolve('playwright-core/package.json'));
    const bundle = await readFile(join(core, 'lib', 'coreBundle.js'), 'utf8');
    const list = /disabledFeatures = \[([^\]]*)\]/.exec(bundle)?.[1] ?? '';
    const names = [...list.replace(/\/\/.*/g, '').matchAll(/"(\w+)"/g)].map(([, name]) => name!);
    expect(names.length).toBeGreaterThan(5);
    const ours = flagsOf(here).find((flag) => flag.startsWith('--disable-features='));
    expect(ours?.split(/[=,]/)).toEqual(expect.arrayContaining(names));
  });

  it('never take the sandbox away', () => {
    expect(flagsOf(here).join(' ')).not.toContain('sandbox');
  });
});

describe('trust row 28: the sandbox', () => {
  it.each([
    // wished, root, sandboxed
    [true, false, true],
    [true, true, false],
    [false, false, false],
  ])('wished %s, by root %s: %s', (sandbox, root, sandboxed) => {
    expect(isSandboxed({ sandbox }, root)).toBe(sandboxed);
  });

  it('that cannot be had is told with its cure', () => {
    const said = 'Target page, context or browser has been closed\nBrowser logs:\nChromium sandboxing failed!\n';
    expect(whyNot(said, true, false)).toMatch(/sandbox cannot be had here.*--no-browser-sandbox/);
    expect(whyNot(said, false, false)).toBe('Target page, context or browser has been closed');
  });

  const path = 'path' in browser ? browser.path : '';
  const unprivileged = process.getuid?.() === 0 && process.platform === 'linux' && mayRunAs(NOBODY);
  it.skipIf(path === '' || process.platform !== 'linux')("is what the browser's own command line says", async () => {
    const settings = { ...noFlow, browserPath: path };
    const started = await launchBrowser(settings);
    try {
      // Chromium has no camera for plain HTTP from elsewhere; nothing is sent there to find out.
      await expect(openContext(started, 'http://192.0.2.1/do', settings)).rejects.toThrow(
        /gives http:\/\/192.0.2.1 no camera .*give the target an https address/,
      );
      expect(commandLines(path, process.pid).some((line) => line.includes('--no-sandbox'))).toBe(
        process.getuid?.() === 0,
      );
    } finally {
      await started.close();
    }
  });

  it.skipIf(path === '' || !unprivileged)('for a user who is not root, by the command line of every process', () => {
    const home = mkdtempSync(join(tmpdir(), 'facegate-nobody-'));
    chmodSync(home, 0o777);
    const module = join(packageRoot, 'dist', 'src', 'flow', 'browser.js');
    const script = `
      const { launchBrowser } = await import(${JSON.stringify(module)});
      const { readdirSync, readFileSync } = await import('node:fs');
      const browser = await launchBrowser(${JSON.stringify({ ...noFlow, browserPath: path })});
      const lines = readdirSync('/proc').filter((name) => /^\\d+$/.test(name)).flatMap((pid) => {
        try { return [readFileSync('/proc/' + pid + '/environ', 'utf8').includes(${JSON.stringify(`HOME=${home}`)}) ? readFileSync('/proc/' + pid + '/cmdline', 'utf8').replaceAll('\\0', ' ') : '']; }
        catch { return []; }
      });
      console.log(JSON.stringify(lines.filter((line) => line.includes('--user-data-dir') || line.includes('--type='))));
      await browser.close();`;
    const { stdout, stderr } = spawnSync(
      'setpriv',
      [...NOBODY, process.execPath, '--input-type=module', '-e', script],
      { encoding: 'utf8', env: { PATH: process.env.PATH, HOME: home, TMPDIR: home } },
    );
    rmSync(home, { recursive: true, force: true });
    const lines = JSON.parse(stdout || JSON.stringify([stderr])) as string[];
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((line) => line.includes('--no-sandbox') || !line.includes('chrom'))).toEqual([]);
  });
});

/** Command lines of the browsers that this process started. */
function commandLines(program: string, parent: number): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        const ours = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] === String(parent);
        return ours ? [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')] : [];
      } catch {
        // It has ended meanwhile.
        return [];
      }
    })
    .filter((line) => line.includes('--user-data-dir') && line.includes(program.split('/').at(-1)!.slice(0, 6)));
}

/** Whether the compiled program can be run as this user. */
function mayRunAs(user: readonly string[]): boolean {
  const file = join(packageRoot, 'dist', 'src', 'flow', 'browser.js');
  return spawnSync('setpriv', [...user, process.execPath, '--check', file]).status === 0;
}

it('trust row 30: the browser uses no proxy, whatever the environment names', () => {
  expect(flagsOf(noFlow)).toContain('--no-proxy-server');
  expect(flagsOf(noFlow, 'http://proxy.example:3128')).not.toContain('--no-proxy-server');
});
