import type { Results } from '../records/types.js';

/** A word of a shell command: as it is when it needs no quotes, else in single quotes. */
function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** Whether a seed has a part in a run: then the command that repeats it takes one. */
export function isSeeded({ run }: Results): boolean {
  return run.command.includes('--seed');
}

/** The command that repeats a run with the same generated values, as one types it. */
export function repeatCommand({ run }: Results): string {
  return ['npx', 'facegate', ...run.command].map(shellWord).join(' ');
}
