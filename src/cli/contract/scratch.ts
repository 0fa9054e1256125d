import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for what a run needs only while it lasts. */
export interface Scratch {
  readonly folder: string;
  remove(): void;
}

const LOOK_AGAIN_MS = 100;
const MOST_LOOKS = 30;

/** Makes such a folder. It also goes when the program is ended at once (`process.exit`), whatever still lies in it. */
export function openScratch(): Scratch {
  const folder = mkdtempSync(join(tmpdir(), 'facegate-'));
  const abandon = () => removeForGood(folder);
  process.once('exit', abandon);
  return {
    folder,
    remove() {
      process.off('exit', abandon);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Browsers that were left alone end by themselves, but until then they write into their profiles and make the folder again.
 * They are known by it: it stands in their command lines. Where there is no `pkill`, looking again has to do.
 */
function removeForGood(folder: string): void {
  const clock = new Int32Array(new SharedArrayBuffer(4));
  let goneFor = 0;
  for (let look = 0; look < MOST_LOOKS && goneFor < 3; look += 1) {
    spawnSync('pkill', ['-KILL', '-f', folder]);
    goneFor = existsSync(folder) ? 0 : goneFor + 1;
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    Atomics.wait(clock, 0, 0, LOOK_AGAIN_MS);
  }
}
