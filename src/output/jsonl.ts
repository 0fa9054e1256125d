import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from './make-folder.js';
import { OutputError } from './output-error.js';
import { redactedJson } from './redacted-json.js';
import type { Redactor } from './redactor.js';

const NEWLINE = 0x0a;

/**
 * Adds one line of JSON to a file, making file and folder where they are missing. The line goes out in one write on a file
 * opened for appending, so several processes may write to one file on a local disk and their lines do not mix (network file
 * systems do not promise that). After a line that was cut off by a crash it starts a new one. Throws `OutputError`.
 */
export function appendRecord(path: string, record: object, redactor: Redactor): void {
  const line = `${redactedJson(record, redactor)}\n`;
  try {
    makeFolder(dirname(path));
    const file = openSync(path, 'a+');
    try {
      const bytes = Buffer.from(endsInsideLine(file) ? `\n${line}` : line, 'utf8');
      const written = writeSync(file, bytes);
      if (written < bytes.length) throw Object.assign(new Error('short write'), { code: 'ENOSPC' });
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    throw new OutputError(path, cause);
  }
}

/** What a file of records holds. */
export interface RecordsRead {
  readonly records: unknown[];
  /** True when a line was not whole: the writer was killed, or the disk was full. */
  readonly torn: boolean;
  /** The lines left out for that, from 1. */
  readonly tornLines: readonly number[];
}

/** Every whole record of a file, in order; a torn line is left out and reported. Throws when the file cannot be read. */
export function readRecords(path: string): RecordsRead {
  const records: unknown[] = [];
  const tornLines: number[] = [];
  for (const [index, line] of readFileSync(path, 'utf8').split('\n').entries()) {
    if (line.trim() === '') continue;
    const record = parse(line);
    if (record === undefined) tornLines.push(index + 1);
    else records.push(record);
  }
  return { records, torn: tornLines.length > 0, tornLines };
}

function endsInsideLine(file: number): boolean {
  const { size } = fstatSync(file);
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  readSync(file, last, 0, 1, size - 1);
  return last[0] !== NEWLINE;
}

/** The record of a line, or undefined when the line is no JSON object or array. */
function parse(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}

/** The records of a file, or none when there is no such file. Throws when a file that is there cannot be read. */
export function readRecordsIfAny(path: string): unknown[] {
  return existsSync(path) ? readRecords(path).records : [];
}
