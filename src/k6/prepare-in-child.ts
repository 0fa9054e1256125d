import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { LoadExit } from './exit-codes.js';
import { LoadError } from './load-error.js';
import type { Prepared } from './prepare.js';
import type { Vendored } from './remote-modules.js';

/** What the process is asked. */
export interface Question {
  readonly script: string;
  readonly vendored: Vendored;
}

export type Answer =
  | { readonly ok: true; readonly prepared: Prepared }
  | { readonly ok: false; readonly exitCode: LoadExit | undefined; readonly message: string };

/**
 * Prepares a script in a process of its own that ends before the run begins: the bundler takes as much memory as a
 * hundred VUs, and would keep it. Throws what `prepareScript` throws.
 */
export function prepareInChild(script: string, vendored: Vendored = {}): Promise<Prepared> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('./prepare-main.js', import.meta.url)), [], { execArgv: [] });
    child.once('message', (answer: Answer) => {
      if (answer.ok) resolve(answer.prepared);
      else if (answer.exitCode === undefined) reject(new Error(answer.message));
      else reject(new LoadError(answer.exitCode, answer.message));
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the bundler ended with code ${code} before it had answered`)));
    child.send({ script, vendored } satisfies Question);
  });
}
