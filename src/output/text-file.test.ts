import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { OutputError } from './output-error.js';
import { createRedactor } from './redactor.js';
import { openTextFile } from './text-file.js';

const folder = mkdtempSync(join(tmpdir(), 'facegate-text-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('keeps the pieces in order, without known values, in the place of an older file', () => {
  const path = join(folder, 'new', 'lines.json');
  for (const text of ['old and longer than what comes\n', 'a s3cr3t\n']) {
    const file = openTextFile(path, createRedactor([{ kind: 'api_secret', value: 's3cr3t' }]));
    file.append(text);
    file.append('end\n');
    file.close();
  }
  expect(readFileSync(path, 'utf8')).toBe('a ‹redacted:api_secret›\nend\n');
});

it('a place that is no folder is an OutputError that names the file', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => openTextFile(join(folder, 'file', 'x'), createRedactor([]))).toThrow(OutputError);
});
