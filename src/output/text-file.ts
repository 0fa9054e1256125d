import { appendFileSync, closeSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from './make-folder.js';
import { OutputError } from './output-error.js';
import type { Redactor } from './redactor.js';

/** A file that is written from its beginning to its end, piece by piece. */
export interface TextFile {
  /** Adds whole lines; redacted. Throws `OutputError`. */
  append(lines: string): void;
  close(): void;
}

/** Begins a new text file, making its folder; an older one goes. Throws `OutputError`. */
export function openTextFile(path: string, redactor: Redactor): TextFile {
  const file = attempt(path, () => {
    makeFolder(dirname(path));
    return openSync(path, 'w');
  });
  return {
    append(lines) {
      const bytes = Buffer.from(redactor.redact(lines), 'utf8');
      attempt(path, () => {
        for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      });
    },
    close: () => closeSync(file),
  };
}

/** Adds to the end of a text file, making it where it is missing. Throws `OutputError`. */
export function appendText(path: string, text: string, redactor: Redactor): void {
  attempt(path, () => {
    makeFolder(dirname(path));
    appendFileSync(path, redactor.redact(text));
  });
}

function attempt<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (cause) {
    throw new OutputError(path, cause);
  }
}
