import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readdirSync, readSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, takeLock } from './lock.js';
import { makeFolder } from './make-folder.js';
import { OutputError } from './output-error.js';

/** Says that a folder is the folder of a run, and whether that run came to its end. */
export const MARKER = '.facegate-run.json';
/** Stands in the folder for as long as a run writes into it. */
export const LOCK = '.facegate-lock.json';
const RECORDS = 'records.jsonl';
/** What the runs of this program write into their folder: all that a later run there may remove. */
const OWN: readonly string[] = [
  'index.html',
  'results.json',
  'junit.xml',
  'proof.json',
  'deviations.yaml',
  'observations.json',
  'ctrf.json',
  'badge.svg',
  'summary.md',
  RECORDS,
  'playwright',
  'playwright-output',
  'screenshots',
];
/** What a kill in the middle of writing one of them leaves behind. */
const HALF_WRITTEN =
  /^\.(index\.html|results\.json|proof\.json|deviations\.yaml|observations\.json|junit\.xml|\.facegate-run\.json)\.[0-9a-f]{12}\.tmp$/;
/** Lines that say what a run sets out to do, before it has done any of it. */
const INTENTION = /^\{"type":"(run|contract)"/;
const LOOK_INTO_BYTES = 16_000_000;

/** A folder that must not be written into; the message says why and what to do. */
export class FolderRefused extends Error {
  override readonly name = 'FolderRefused';
}

/** A folder that belongs to this process until it is let go. */
export interface ClaimedFolder {
  /** The run has written its report: a later one may take the folder. */
  finish(): void;
  /** Lets the folder go; what was recorded of a run that did not finish stays. Does nothing a second time. */
  release(): void;
}

/** What stands in a folder. */
export type FolderState =
  | { readonly kind: 'free' }
  /** Of a run that came to its end. */
  | { readonly kind: 'finished' }
  /** Of a run that was killed before its report, with records of what it did. */
  | { readonly kind: 'unfinished' }
  /** Something that is no run: `example` is one of its names. */
  | { readonly kind: 'foreign'; readonly example: string };

/**
 * Takes a folder for a new run: a new one, an empty one, or that of a finished run, whose own files are removed and nothing
 * else. A process has it alone; what a killed one left behind is recognised. Throws `FolderRefused`, with nothing touched, for
 * any other folder, and `OutputError` when it cannot be written.
 */
export function claimRunFolder(folder: string): ClaimedFolder {
  try {
    return claim(folder);
  } catch (error) {
    throw error instanceof OutputError ? new OutputError(error.path, error.cause, '--out') : error;
  }
}

function claim(folder: string): ClaimedFolder {
  const claimed = hold(folder, takeable);
  try {
    for (const name of readdirSync(folder))
      if (OWN.includes(name) || HALF_WRITTEN.test(name)) rmSync(join(folder, name), { recursive: true, force: true });
    mark(folder, 'unfinished');
  } catch (cause) {
    claimed.release();
    throw asOutputError(folder, cause);
  }
  return claimed;
}

/** Takes the folder of a run that has ended, to make its report again. Throws as `claimRunFolder` does. */
export function reopenRunFolder(folder: string): ClaimedFolder {
  return hold(folder, ({ kind }) =>
    kind === 'finished' || kind === 'unfinished' ? '' : `${folder} is not the folder of a run`,
  );
}

/** What stands in a folder, whoever has it. Throws `OutputError` when it cannot be read. */
export function lookAtFolder(folder: string): FolderState {
  // A kill in the middle may have left these.
  const names = namesIn(folder).filter((name) => !name.startsWith(LOCK) && !HALF_WRITTEN.test(name));
  if (names.length === 0) return { kind: 'free' };
  if (!names.includes(MARKER)) return { kind: 'foreign', example: names.sort()[0]! };
  if (readJson<{ state?: unknown }>(join(folder, MARKER))?.state === 'finished') return { kind: 'finished' };
  return tellsOfMore(join(folder, RECORDS)) ? { kind: 'unfinished' } : { kind: 'finished' };
}

function takeable(state: FolderState, folder: string): string {
  switch (state.kind) {
    case 'foreign':
      return `--out ${folder}: the folder holds files that are not of a run (${state.example}); nothing in it was touched. Name a new or empty folder, or one of an earlier run`;
    case 'unfinished':
      return `--out ${folder}: the folder holds the records of a run that was cut off; make its report with "facegate report ${folder}", remove the folder, or name another`;
    default:
      return '';
  }
}

function hold(folder: string, refuse: (state: FolderState, folder: string) => string): ClaimedFolder {
  const check = () => {
    const why = refuse(lookAtFolder(folder), folder);
    if (why !== '') throw new FolderRefused(why);
  };
  check();
  const lock = join(folder, LOCK);
  let made: string | undefined;
  try {
    made = makeFolder(folder);
    lockFolder(folder, lock);
  } catch (cause) {
    throw asOutputError(folder, cause);
  }
  let held = true;
  let finished = false;
  const release = () => {
    if (!held) return;
    held = false;
    process.off('exit', release);
    rmSync(lock, { force: true });
    if (!finished) removeIfBare(folder, made !== undefined);
  };
  process.on('exit', release);
  try {
    // Another run may have come and gone between the look and the lock.
    check();
  } catch (cause) {
    release();
    throw cause;
  }
  return {
    finish() {
      mark(folder, 'finished');
      finished = true;
      release();
    },
    release,
  };
}

/** A run that ended before it wrote anything leaves nothing behind. */
function removeIfBare(folder: string, madeHere: boolean): void {
  const names = namesIn(folder);
  if (!names.includes(MARKER) || names.some((name) => name !== MARKER && name !== RECORDS)) return;
  if (tellsOfMore(join(folder, RECORDS))) return;
  for (const name of names) rmSync(join(folder, name), { force: true });
  if (madeHere) rmdirSync(folder);
}

function lockFolder(folder: string, lock: string): void {
  const why = takeLock(lock, {
    running: ({ pid }) =>
      `${folder}: another run (process ${pid}) is writing into this folder; wait for its end, or name another with --out`,
    elsewhere: ({ host, pid }) =>
      `${folder}: a run on ${host} (process ${pid}) has this folder; name another with --out, or, when that run has ended, remove ${lock}`,
    contested: `${folder}: other runs are just taking this folder; name another with --out`,
  });
  if (why !== '') throw new FolderRefused(why);
}

function mark(folder: string, state: 'finished' | 'unfinished'): void {
  const path = join(folder, MARKER);
  const beside = join(folder, `.${MARKER}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    writeFileSync(beside, `${JSON.stringify({ about: 'the folder of a run of facegate', state })}\n`);
    renameSync(beside, path);
  } catch (cause) {
    rmSync(beside, { force: true });
    throw asOutputError(path, cause);
  }
}

/** Whether records tell of more than what the run set out to do. */
function tellsOfMore(path: string): boolean {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw new OutputError(path, cause);
  }
  try {
    const start = Buffer.alloc(LOOK_INTO_BYTES);
    const read = readSync(file, start, 0, start.length, 0);
    if (read === start.length) return true;
    const lines = start.toString('latin1', 0, read).split('\n');
    return lines.some((line) => line !== '' && !INTENTION.test(line));
  } finally {
    closeSync(file);
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new OutputError(folder, cause);
  }
}

function asOutputError(path: string, cause: unknown): Error {
  return cause instanceof FolderRefused || cause instanceof OutputError ? cause : new OutputError(path, cause);
}
