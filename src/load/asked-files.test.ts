import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createRedactor } from '../output/redactor.js';
import { askedFiles, writeAskedFiles } from './asked-files.js';

const folder = mkdtempSync(join(tmpdir(), 'facegate-asked-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a file that cannot be written is told, and the others are written, without known values', () => {
  writeFileSync(join(folder, 'file'), '');
  const handleSummaryFiles = {
    'file/x.html': 'lost',
    'sub/text.txt': 'a s3cr3t',
    'text.bin': Buffer.from('a s3cr3t of 7 °C'),
    'raw.bin': Buffer.concat([Buffer.from([0, 255]), Buffer.from('s3cr3t')]),
    'clean.bin': Buffer.from([0, 255, 128]),
    stdout: 'said',
    stderr: 'said',
  };
  const redactor = createRedactor([{ kind: 'api_secret', value: 's3cr3t' }]);
  const asked = askedFiles({ handleSummaryFiles, summaryExport: '{}' }, 'export.json');
  const unwritten = writeAskedFiles(asked, folder, redactor);
  expect(unwritten).toEqual([expect.stringMatching(/file\/x\.html: could not be written: a/)]);
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  expect(read('sub/text.txt')).toBe('a ‹redacted:api_secret›');
  expect(read('text.bin')).toBe('a ‹redacted:api_secret› of 7 °C');
  expect(readFileSync(join(folder, 'raw.bin')).toString('latin1')).toBe('\0\u00ff<redacted:api_secret>');
  expect(readFileSync(join(folder, 'clean.bin'))).toEqual(Buffer.from([0, 255, 128]));
  expect(read('export.json')).toBe('{}');
  expect(existsSync(join(folder, 'stdout'))).toBe(false);
});

it('a summary export that was not asked for, or came to nothing, is no file', () => {
  expect(askedFiles({ handleSummaryFiles: {}, summaryExport: '{}' }, undefined)).toEqual([]);
  expect(askedFiles({ handleSummaryFiles: {}, summaryExport: '' }, 'x.json')).toEqual([]);
});
