import type { Results } from '../records/types.js';

/** A word of a shell command: as it is when it needs no quotes, else in single quotes. */
function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** The command that repeats a run with the same generated values. */
export function repeatCommand(results: Results): string {
  const { run } = results;
  return `facegate contract --target ${shellWord(run.target.name)} --seed ${run.seed}`;
}
