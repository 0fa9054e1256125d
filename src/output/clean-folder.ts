import { randomBytes } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { extname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { writeBytesAtomic } from './atomic-file.js';
import { OutputError } from './output-error.js';
import { redactedJson } from './redacted-json.js';
import { createRedactor, type Redactor } from './redactor.js';
import { openTextFile } from './text-file.js';

const HEAD_BYTES = 8_192;
const ZIP_HEAD = Buffer.from('PK\u0003\u0004', 'latin1');
/** Playwright's report is a page with its data in it as a zip in base64. */
const ZIP_INSIDE = /data:application\/zip;base64,([A-Za-z0-9+/]+={0,2})/;

/**
 * Takes out of the files of a folder, and of the zips and the pages with a zip in them, what became known only after they were
 * written. Files without any of it stay untouched; pictures and other binary files are not looked into. Throws `OutputError`.
 */
export async function cleanFolder(folder: string, redactor: Redactor): Promise<void> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    try {
      await cleanFile(path, redactor);
    } catch (cause) {
      throw cause instanceof OutputError ? cause : new OutputError(path, cause);
    }
  }
}

async function cleanFile(path: string, redactor: Redactor): Promise<void> {
  const head = headOf(path);
  if (head.subarray(0, ZIP_HEAD.length).equals(ZIP_HEAD)) {
    const clean = cleanZip(readFileSync(path), redactor);
    if (clean !== undefined) writeBytesAtomic(path, clean);
  } else if (head.includes(0)) {
    return;
  } else if (extname(path) === '.jsonl') {
    await cleanLines(path, redactor);
  } else {
    const text = readFileSync(path, 'utf8');
    const clean = cleanText(text, path, redactor);
    if (clean !== text) writeBytesAtomic(path, Buffer.from(clean));
  }
}

function headOf(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    return head.subarray(0, readSync(file, head));
  } finally {
    closeSync(file);
  }
}

/** Line by line, as such a file may be larger than memory. */
async function cleanLines(path: string, redactor: Redactor): Promise<void> {
  const beside = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  const file = openTextFile(beside, createRedactor([]));
  let changed = false;
  const known = new Set<string>();
  try {
    for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
      const clean = cleanJson(line, redactor, known) ?? redactor.redact(line);
      changed ||= clean !== line;
      file.append(`${clean}\n`);
    }
    if (changed) renameSync(beside, path);
  } finally {
    file.close();
    rmSync(beside, { force: true });
  }
}

function cleanText(text: string, name: string, redactor: Redactor): string {
  if (name.endsWith('.json')) return cleanJson(text, redactor) ?? redactor.redact(text);
  const zip = ZIP_INSIDE.exec(text)?.[1];
  if (zip === undefined) return redactor.redact(text);
  // The page around it is Playwright's program.
  const clean = cleanZip(Buffer.from(zip, 'base64'), redactor);
  return clean === undefined ? text : text.replace(zip, () => Buffer.from(clean).toString('base64'));
}

/** The same text where there is nothing to take out; undefined for what is no JSON. */
function cleanJson(text: string, redactor: Redactor, known?: Set<string>): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const clean = redactedJson(value, redactor, 0, known);
    return clean === JSON.stringify(value) ? text : clean;
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}

/** Undefined where there is nothing to take out. */
function cleanZip(bytes: Uint8Array, redactor: Redactor): Uint8Array | undefined {
  const entries = unzipSync(bytes);
  let changed = false;
  for (const [name, content] of Object.entries(entries)) {
    if (content.subarray(0, HEAD_BYTES).includes(0)) continue;
    const text = strFromU8(content);
    const clean = cleanText(text, name, redactor);
    if (clean === text) continue;
    changed = true;
    entries[name] = strToU8(clean);
  }
  return changed ? zipSync(entries) : undefined;
}
