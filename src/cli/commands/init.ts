import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from '../../output/atomic-file.js';
import { createRedactor } from '../../output/redactor.js';
import { EXIT, type ExitCode } from '../../run/exit-codes.js';
import { openConsole } from '../../run/terminal.js';
import { type CiSystem, newFiles } from '../init/files.js';

/** Options of `facegate init` as the command line gives them. */
export interface InitOptions {
  readonly ci?: CiSystem;
}

/** Writes the files of a new setup into the working directory; one that is there stays as it is. Asks nothing, sends nothing. */
export async function initCommand({ ci }: InitOptions): Promise<ExitCode> {
  const cwd = process.cwd();
  const redactor = createRedactor([]);
  const console = openConsole(redactor);
  for (const { path, text, about } of newFiles(ci ?? ciOf(cwd))) {
    const there = existsSync(join(cwd, path));
    if (!there) writeFileAtomic(join(cwd, path), text, redactor);
    console.line([{ text: there ? 'kept   ' : 'written', style: there ? 'dim' : 'green' }, `  ${path}  ${about}`]);
  }
  console.line();
  console.line('Next, without an account: npx facegate gate');
  console.line('Then set FACEID_API_KEY and FACEID_API_SECRET: npx facegate doctor --target targets/staging.yaml');
  return EXIT.passed;
}

/** The CI that a folder is made for, by what lies in it. */
function ciOf(folder: string): CiSystem {
  if (existsSync(join(folder, '.gitlab-ci.yml'))) return 'gitlab';
  return existsSync(join(folder, '.github')) ? 'github' : 'none';
}
