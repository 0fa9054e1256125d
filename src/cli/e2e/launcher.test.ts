import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { emulatorAccounts } from '../../emulator/accounts.js';
import { packageRoot } from '../../run/package-root.js';
import { scratchFolder } from './run-cli.fixture.js';

const main = join(packageRoot, 'dist', 'src', 'cli', 'main.js');
const left = new Set<number>();
afterEach(() => {
  for (const pid of left) if (runs(pid)) process.kill(pid, 'SIGKILL');
  left.clear();
});

/** Starts the emulator as npm does: by a shell. Gives the shell's process, and the emulator's id. */
async function startUnderShell() {
  // `:` after it keeps a shell that would otherwise replace itself by the program.
  const script = `'${process.execPath}' '${main}' emulate --port 0`;
  const shell = spawn('sh', ['-c', `${script}; :`], {
    cwd: scratchFolder(),
    env: { ...process.env, npm_lifecycle_script: script },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  await new Promise<void>((resolve, reject) => {
    shell.stdout.on('data', (chunk) => {
      text += chunk;
      if (text.includes('in place of full\n')) resolve();
    });
    shell.once('exit', () => reject(new Error('the emulator did not start')));
  });
  const emulator = childOf(shell.pid!);
  left.add(emulator).add(shell.pid!);
  // Longer than the pause between two looks at the shell.
  await sleep(1_500);
  return { shell, emulator, text };
}

function childOf(pid: number): number {
  return Number(readText(`/proc/${pid}/task/${pid}/children`).trim().split(' ')[0]);
}

function readText(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function runs(pid: number): boolean {
  return !['', 'Z'].includes(/^State:\s+(\w)/m.exec(readText(`/proc/${pid}/status`))?.[1] ?? '');
}

async function ends(pid: number, withinMs: number): Promise<boolean> {
  for (const begun = performance.now(); performance.now() - begun < withinMs; await sleep(100))
    if (!runs(pid)) return true;
  return false;
}

describe.runIf(process.platform === 'linux')('an emulator that npx started by a shell', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)('ends when the shell alone has %s', async (signal) => {
    const { shell, emulator } = await startUnderShell();
    expect(runs(emulator)).toBe(true);
    shell.kill(signal);
    expect(await ends(emulator, 20_000)).toBe(true);
  });

  it('has one signal, not two, when the terminal sends it to all', async () => {
    const { shell, emulator } = await startUnderShell();
    const text = shell.stdout.toArray();
    process.kill(emulator, 'SIGINT');
    shell.kill('SIGINT');
    expect(await ends(emulator, 20_000)).toBe(true);
    // A second signal would end it before it says what it did.
    expect((await text).join('')).toContain('0 requests answered');
  });

  it('goes on while nothing happens to the shell, and has said with which key and secret it is called', async () => {
    const { emulator, text } = await startUnderShell();
    expect(await ends(emulator, 2_000)).toBe(false);
    const { apiKey, apiSecret } = emulatorAccounts.full;
    // Public, and what its user has to know.
    expect(text).toContain(`accounts: ${apiKey} with ${apiSecret}, `);
  });
});
