import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Results } from '../../records/types.js';
import { packageRoot } from '../../run/package-root.js';

/** How a run of the compiled program ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run of the compiled program under way. */
export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Starts the compiled program; `npm test` compiles it first. */
export function startCli(args: readonly string[], cwd: string, env: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, [join(packageRoot, 'dist', 'src', 'cli', 'main.js'), ...args], {
    cwd,
    env: { ...process.env, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  return { child, ended: new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr }))) };
}

/** Waits until something is so, however long that takes; throws with what the program said when that ends first. */
export async function until(so: () => boolean, { child, ended }: Started): Promise<void> {
  while (!so()) {
    if (child.exitCode !== null || child.signalCode !== null) {
      const { code, stdout, stderr } = await ended;
      throw new Error(`the program ended first, with exit code ${code}: ${stdout}${stderr}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export function runCli(args: readonly string[], cwd: string, env: Record<string, string> = {}): Promise<Ended> {
  return startCli(args, cwd, env).ended;
}

const scratch: string[] = [];

/** Removes what `scratchFolder` gave so far. */
export function removeScratch(): void {
  for (const folder of scratch.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** A folder that goes when the tests of a file have ended. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'facegate-test-'));
  scratch.push(folder);
  return folder;
}

export function readResults(folder: string): Results {
  return JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8'));
}

/** Every file below a folder, with its bytes; one that a run takes away while it is looked at is not there. */
export function filesBelow(folder: string): { file: string; bytes: Buffer }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((file) => {
      try {
        return [{ file, bytes: readFileSync(file) }];
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
        throw error;
      }
    });
}

/** A target on loopback that does what it is told to every POST, until it is closed; `leave` only lets nothing new in. */
export async function startTarget(
  answer: (request: IncomingMessage, response: ServerResponse, body: Buffer) => void,
): Promise<{ url: string; leave: () => void; close: () => void }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => answer(request, response, Buffer.concat(chunks)));
    request.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leave: () => void server.close(),
    close: () => server.close().closeAllConnections(),
  };
}

/** Writes a target file and returns its path. */
export function writeTarget(folder: string, url: string, more = '', secret = 's-full'): string {
  const path = join(folder, 'target.yaml');
  writeFileSync(path, `url: ${url}\ncredentials:\n  full: { api_key: k-full, api_secret: "${secret}" }\n${more}`);
  return path;
}
