// It takes the folder in which it is loaded for the one to work in, and no folder of a run stays.
import 'esbuild';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { vi } from 'vitest';
import { packageRoot } from '../../run/package-root.js';
import type { Ended } from './run-cli.fixture.js';

const program = pathToFileURL(join(packageRoot, 'dist', 'src', 'cli', 'program.js')).href;
let last: Promise<unknown> = Promise.resolve();

/**
 * Runs the compiled program in this process, one run at a time: for all that does not depend on how it starts and on signals.
 * What a run loads, a second of the processor, is loaded once for all; what it starts, it starts as ever.
 */
export function runHere(words: readonly string[], cwd: string, env: Record<string, string> = {}): Promise<Ended> {
  const turn = last.then(() => carryOut(words, cwd, env));
  last = turn.catch(() => undefined);
  return turn;
}

async function carryOut(words: readonly string[], cwd: string, env: Record<string, string>): Promise<Ended> {
  const { runWords } = (await import(/* @vite-ignore */ program)) as typeof import('../program.js');
  const before = { cwd: process.cwd(), env: process.env };
  const said = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text, ...rest) => {
      said[name] += text;
      for (const done of rest) if (typeof done === 'function') (done as () => void)();
      return true;
    }),
  );
  const streams = [process.stdout, process.stderr] as const;
  const listening = streams.map((stream) => stream.listeners('error'));
  process.env = { ...before.env, NO_COLOR: '1', ...env };
  process.chdir(cwd);
  try {
    return { code: await runWords(words), ...said };
  } finally {
    process.chdir(before.cwd);
    process.env = before.env;
    for (const spy of spies) spy.mockRestore();
    for (const [index, stream] of streams.entries())
      for (const listener of stream.listeners('error'))
        if (!listening[index]!.includes(listener)) stream.off('error', listener as () => void);
  }
}
