import { isUtf8 } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  lstatSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { makeFolder } from './make-folder.js';
import { OutputError } from './output-error.js';
import { redactedJson } from './redacted-json.js';
import type { Redactor } from './redactor.js';

/**
 * Writes a text file as a whole or not at all: redacted, beside its place, then renamed into it. Folders are made. A reader
 * never sees half a file, and an older file stays when writing fails. A pipe or device is written to in place. Throws
 * `OutputError`.
 */
export function writeFileAtomic(path: string, text: string, redactor: Redactor): void {
  replaceFile(path, redactor.redact(text));
}

/** The same for JSON, two spaces of indent: only strings and keys are redacted, so the file stays valid whatever the secrets are. */
export function writeJsonAtomic(path: string, value: unknown, redactor: Redactor): void {
  replaceFile(path, `${redactedJson(value, redactor, 2)}\n`);
}

/** The same for bytes, such as a picture, in which nothing is looked for: the caller knows that they hold no secret. */
export function writeBytesAtomic(path: string, bytes: Uint8Array): void {
  replaceFile(path, bytes);
}

/** The same for what may be a text or anything else; of bytes that are no UTF-8, known values in ASCII are taken out. */
export function writeContentAtomic(path: string, content: string | Uint8Array, redactor: Redactor): void {
  if (typeof content === 'string') writeFileAtomic(path, content, redactor);
  else replaceFile(path, redactedBytes(content, redactor));
}

function redactedBytes(content: Uint8Array, redactor: Redactor): Uint8Array {
  const encoding = isUtf8(content) ? 'utf8' : 'latin1';
  const text = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString(encoding);
  const clean = redactor.redact(text);
  if (clean === text) return content;
  return encoding === 'utf8'
    ? Buffer.from(clean)
    : Buffer.from(clean.replaceAll('‹', '<').replaceAll('›', '>'), 'latin1');
}

/** How `latest` could be pointed at a run. */
export type Pointer =
  | { readonly kind: 'symlink'; readonly path: string }
  | { readonly kind: 'text'; readonly path: string };

/**
 * Points `latest`, beside the given folder, at it: a relative symlink, or, where symlinks are not to be had, a file
 * `latest.txt` with the folder's name. A real file or folder called `latest` is never touched. Throws `OutputError`.
 */
export function pointLatest(dir: string): Pointer {
  const link = join(dirname(dir), 'latest');
  const beside = temporary(link);
  try {
    // `dir` asks Windows for a folder link; elsewhere the type means nothing.
    symlinkSync(basename(dir), beside, 'dir');
    if (!isSafeToReplace(link)) throw Object.assign(new Error('latest is not a link'), { code: 'EEXIST' });
    renameSync(beside, link);
    return { kind: 'symlink', path: link };
  } catch (cause) {
    rmSync(beside, { force: true });
    if (!(cause instanceof Error)) throw cause;
    const path = `${link}.txt`;
    replaceFile(path, `${basename(dir)}\n`);
    return { kind: 'text', path };
  }
}

function replaceFile(path: string, content: string | Uint8Array): void {
  try {
    makeFolder(dirname(path));
    if (isStream(path)) writeFileSync(path, content);
    else renameInto(path, content);
  } catch (cause) {
    throw new OutputError(path, cause);
  }
}

function renameInto(path: string, content: string | Uint8Array): void {
  const beside = temporary(path);
  const file = openSync(beside, 'wx');
  try {
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(beside, path);
  } catch (cause) {
    rmSync(beside, { force: true });
    throw cause;
  }
}

/** A pipe or a device, such as /dev/stdout: written to, never replaced. */
function isStream(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile() && !found.isDirectory();
}

function isSafeToReplace(link: string): boolean {
  const found = lstatSync(link, { throwIfNoEntry: false });
  return found === undefined || found.isSymbolicLink();
}

function temporary(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
}
