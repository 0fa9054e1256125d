import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporary } from '../run/temporary.js';

/** A folder for what a run needs only while it lasts. */
export interface Scratch {
  readonly folder: string;
  remove(): void;
}

const LOOK_AGAIN_MS = 100;
const MOST_LOOKS = 30;

/** Makes such a folder. It also goes when the program is ended at once (`process.exit`), whatever still lies in it. */
export function openScratch(): Scratch {
  const folder = makeTemporary('facegate-');
  const abandon = () => removeForGood(folder);
  process.once('exit', abandon);
  return {
    folder,
    remove() {
      process.off('exit', abandon);
      // A browser that was just closed may still write for a moment.
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/**
 * Browsers that were left alone end by themselves, but until then they write into their profiles and make the folder again.
 * So they are ended first, until none is seen any more.
 */
function removeForGood(folder: string): void {
  const clock = new Int32Array(new SharedArrayBuffer(4));
  let goneFor = 0;
  for (let look = 0; look < MOST_LOOKS && goneFor < 3; look += 1) {
    const ended = endThoseOf(folder);
    goneFor = ended || existsSync(folder) ? 0 : goneFor + 1;
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // A browser that is just dying wrote into it meanwhile: the next look removes that.
    }
    Atomics.wait(clock, 0, 0, LOOK_AGAIN_MS);
  }
}

/**
 * Ends every process of the run: the folder stands in its environment, or, where there is no /proc to see that, in its
 * command line. Returns whether there was one.
 */
function endThoseOf(folder: string): boolean {
  if (!existsSync('/proc/self/environ')) return spawnSync('pkill', ['-KILL', '-f', folder]).status === 0;
  let found = false;
  for (const entry of readdirSync('/proc')) {
    try {
      if (!/^\d+$/.test(entry) || !readFileSync(join('/proc', entry, 'environ'), 'utf8').includes(folder)) continue;
      process.kill(Number(entry), 'SIGKILL');
      found = true;
    } catch {
      // Another user's process, or one that is over by now.
    }
  }
  return found;
}
