import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { ownMark, type ProcessMark, stateOf } from './process-mark.js';

/** What to say when a lock is not to be had. */
export interface LockRefusals {
  running(holder: ProcessMark): string;
  elsewhere(holder: ProcessMark): string;
  /** Others take and leave it at this very moment. */
  readonly contested: string;
}

/**
 * Takes a lock, a file that names its process; that of a process that is gone is taken over. Returns why it is not to be had; empty when
 * it is this process's now, to be removed by it. Throws what the file system throws.
 */
export function takeLock(lock: string, refusals: LockRefusals): string {
  const beside = `${lock}.${randomBytes(6).toString('hex')}`;
  writeFileSync(beside, JSON.stringify(ownMark()), { flag: 'wx' });
  try {
    for (let tries = 0; tries < 3; tries += 1) {
      if (linked(beside, lock)) return '';
      const holder = readJson<ProcessMark>(lock);
      if (holder === undefined) continue;
      const state = stateOf(holder);
      if (state === 'running') return refusals.running(holder);
      if (state === 'elsewhere') return refusals.elsewhere(holder);
      removeStale(lock, holder);
    }
    return refusals.contested;
  } finally {
    rmSync(beside, { force: true });
  }
}

/** A link appears as a whole or not at all, and never over another. */
function linked(beside: string, lock: string): boolean {
  try {
    linkSync(beside, lock);
    return true;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    // File systems without links: the next best.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EMLINK' && code !== 'ENOSYS') throw cause;
    return written(beside, lock);
  }
}

function written(beside: string, lock: string): boolean {
  try {
    writeFileSync(lock, readFileSync(beside), { flag: 'wx' });
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cause;
  }
}

/** Takes away the lock of a process that is gone; one that was set meanwhile by another is put back. */
function removeStale(lock: string, holder: ProcessMark): void {
  const aside = `${lock}.${randomBytes(6).toString('hex')}`;
  try {
    renameSync(lock, aside);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw cause;
  }
  const moved = readJson<ProcessMark>(aside);
  if (moved?.pid !== holder.pid || moved.started !== holder.started) linked(aside, lock);
  rmSync(aside, { force: true });
}

/** The JSON in a file, or undefined when there is none or it is no JSON. */
export function readJson<Shape>(path: string): Shape | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Shape;
  } catch {
    // Gone meanwhile, or cut off while it was written: as if it were not there.
    return undefined;
  }
}
