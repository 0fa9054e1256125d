import { readFileSync } from 'node:fs';
import { MachineError } from './errors.js';

/** With fewer, the embedded emulator, the workers and the browser refuse connections, and what is seen is no fault of the target. */
const FEWEST = 160;

/** Throws `MachineError` when this process may open too few files for a run. Where the system does not tell, nothing is thrown. */
export function requireOpenFiles(allowed: number | undefined = allowedOpenFiles()): void {
  if (allowed === undefined || allowed >= FEWEST) return;
  throw new MachineError(
    `this shell allows ${allowed} open files, and a run needs ${FEWEST} at least; allow more with "ulimit -n 1024"`,
  );
}

/** How many files this process may have open; undefined where that cannot be told, or there is no limit. */
export function allowedOpenFiles(): number | undefined {
  try {
    const allowed = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return allowed === undefined ? undefined : Number(allowed);
  } catch {
    // Only Linux tells it this way.
    return undefined;
  }
}
