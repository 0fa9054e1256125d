import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emulatorAccounts } from '../../emulator/accounts.js';
import { startCli } from './run-cli.fixture.js';

/** Starts `facegate emulate` on a free port; gives its address, what it printed so far, and how to end it. */
export async function startEmulate(
  args: readonly string[],
  cwd: string,
  { log = false } = {},
): Promise<{ readonly url: string; readonly lines: () => string[]; readonly close: () => void }> {
  const { child } = startCli(['emulate', '--port', '0', ...(log ? [] : ['--quiet']), ...args], cwd);
  let text = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      text += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
      if (found !== undefined) resolve(found);
    });
    child.once('close', () => reject(new Error(`facegate emulate ended: ${text}`)));
  });
  return { url, lines: () => text.split('\n'), close: () => child.kill('SIGKILL') };
}

/** Writes a target file with the emulator's accounts `full` and `limited`; returns its path. */
export function writeEmulateTarget(folder: string, url: string, more = ''): string {
  const account = (role: 'full' | 'limited') => {
    const { apiKey, apiSecret } = emulatorAccounts[role];
    return `  ${role}: { api_key: ${apiKey}, api_secret: ${apiSecret} }\n`;
  };
  const path = join(folder, 'emulate.yaml');
  writeFileSync(path, `url: ${url}\ncredentials:\n${account('full')}${account('limited')}${more}`);
  return path;
}
