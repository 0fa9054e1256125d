import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { appendRecord, readRecords } from './jsonl.js';
import { OutputError } from './output-error.js';
import { createRedactor } from './redactor.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'facegate-jsonl-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const redactor = createRedactor([
  { kind: 'api_key', value: '1700' },
  { kind: 'name', value: '张三' },
]);

it('what was appended comes back in order, and the folder is made', () => {
  const path = join(dir, 'a/b/records.jsonl');
  appendRecord(path, { n: 1, text: 'line\nbreak' }, redactor);
  appendRecord(path, { n: 2 }, redactor);
  expect(readRecords(path)).toEqual({ records: [{ n: 1, text: 'line\nbreak' }, { n: 2 }], torn: false, tornLines: [] });
  expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(3);
});

it('strings and keys are redacted, numbers stay numbers', () => {
  const path = join(dir, 'records.jsonl');
  appendRecord(path, { atMs: 1700123, deep: [{ 张三: 'key 1700' }] }, redactor);
  expect(readRecords(path).records).toEqual([
    { atMs: 1700123, deep: [{ '‹redacted:name›': 'key ‹redacted:api_key›' }] },
  ]);
});

it.each([1, 5, 9, 14])('a last line that was cut %d bytes before its end is left out and told', (cut) => {
  const path = join(dir, 'records.jsonl');
  appendRecord(path, { whole: true }, redactor);
  appendRecord(path, { text: '世界世界' }, redactor);
  truncateSync(path, readFileSync(path).length - 1 - cut);
  expect(readRecords(path)).toEqual({ records: [{ whole: true }], torn: true, tornLines: [2] });
});

it('a record that lacks only its newline counts as whole', () => {
  const path = join(dir, 'records.jsonl');
  writeFileSync(path, '{"a":1}\n{"b":2}');
  expect(readRecords(path)).toEqual({ records: [{ a: 1 }, { b: 2 }], torn: false, tornLines: [] });
});

it('a record appended after a torn line stands on a line of its own', () => {
  const path = join(dir, 'records.jsonl');
  appendFileSync(path, '{"a":1}\n{"b":');
  appendRecord(path, { c: 3 }, redactor);
  expect(readRecords(path)).toEqual({ records: [{ a: 1 }, { c: 3 }], torn: true, tornLines: [2] });
});

it('a place that cannot be written to is an error with place and cure', () => {
  writeFileSync(join(dir, 'file'), '');
  const path = join(dir, 'file/records.jsonl');
  expect(() => appendRecord(path, {}, redactor)).toThrow(OutputError);
  expect(() => appendRecord(path, {}, redactor)).toThrow(
    /records\.jsonl: could not be written: .*; remove that file, or choose another folder/,
  );
});
