import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { writeFileAtomic } from '../../output/atomic-file.js';
import { createRedactor } from '../../output/redactor.js';
import { EXIT, type ExitCode } from '../../run/exit-codes.js';
import { openConsole } from '../../run/terminal.js';
import { type CiSystem, CLIENT_FILE, newFiles } from '../init/files.js';

/** Options of `facegate init` as the command line gives them. */
export interface InitOptions {
  readonly ci?: CiSystem;
  /** Undefined: ask, where somebody is there to answer. */
  readonly client?: boolean;
}

/** Writes the files of a new setup into the working directory; one that is there stays as it is. Sends nothing. */
export async function initCommand({ ci, client }: InitOptions): Promise<ExitCode> {
  const cwd = process.cwd();
  const redactor = createRedactor([]);
  const console = openConsole(redactor);
  const withClient = client ?? (!existsSync(join(cwd, CLIENT_FILE)) && (await wantsClient()));
  const system = ci ?? ciOf(cwd);
  for (const { path, text, about } of newFiles(system, withClient)) {
    const there = existsSync(join(cwd, path));
    if (!there) writeFileAtomic(join(cwd, path), text, redactor);
    console.line([{ text: there ? 'kept   ' : 'written', style: there ? 'dim' : 'green' }, `  ${path}  ${about}`]);
  }
  console.line();
  console.line(`Next, without an account: npx facegate gate${withClient ? ' --skip client' : ''}`);
  console.line('Then set FACEID_API_KEY and FACEID_API_SECRET: npx facegate doctor --target targets/staging.yaml');
  console.line(
    withClient
      ? 'Your own client: say in client.yaml how it starts, then: npx facegate client'
      : 'Your own client: npx facegate init --client',
  );
  if (system === 'none') console.line('A workflow for your CI: npx facegate init --ci github, or --ci gitlab');
  return EXIT.passed;
}

/** Asks on a terminal; nobody is asked elsewhere, and then it is not wanted. */
async function wantsClient(): Promise<boolean> {
  if (process.stdin.isTTY !== true || process.stdout.isTTY !== true) return false;
  const questions = createInterface({ input: process.stdin, output: process.stdout });
  const answered = questions.question('Write client.yaml, to judge your own client? [y/N] ');
  // Without an answer, as when the input ends, it is not wanted.
  const closed = new Promise<string>((resolve) => questions.once('close', () => resolve('')));
  try {
    return /^y(es)?$/i.test((await Promise.race([answered, closed])).trim());
  } finally {
    questions.close();
  }
}

/** The CI that a folder is made for, by what lies in it. */
function ciOf(folder: string): CiSystem {
  if (existsSync(join(folder, '.gitlab-ci.yml'))) return 'gitlab';
  return existsSync(join(folder, '.github')) ? 'github' : 'none';
}
