import { spawnSync } from 'node:child_process';
import { closeSync, constants, createReadStream, existsSync, openSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { makeTemporary } from '../run/temporary.js';

/** Where k6 writes its samples for this program to read. */
export interface SamplePipe {
  /** For `--out json=PATH`. */
  readonly path: string;
  /** Resolves when everything k6 wrote has been read; to be called when k6 has ended. */
  finish(): Promise<void>;
}

/**
 * Opens a named pipe, so that millions of samples need no disk and are read as they come; each line goes to `onLine`. Where
 * pipes with a name are not to be had (Windows), it is a file that is read in the end.
 */
export function openSamplePipe(onLine: (line: string) => void): SamplePipe {
  const folder = makeTemporary('facegate-samples-');
  const path = join(folder, 'samples.json');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // Also when the program is ended at once.
  process.once('exit', remove);
  if (process.platform === 'win32' || spawnSync('mkfifo', ['-m', '600', path]).status !== 0) {
    return {
      path,
      async finish() {
        if (existsSync(path)) await readLines(createReadStream(path), onLine);
        remove();
      },
    };
  }
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  // A writer of our own keeps the pipe open until k6 has come and gone.
  const writer = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  const read = readLines(new Socket({ fd: reader, readable: true, writable: false }), onLine);
  return {
    path,
    async finish() {
      closeSync(writer);
      await read;
      remove();
    },
  };
}

async function readLines(stream: Readable, onLine: (line: string) => void): Promise<void> {
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) onLine(line);
}
