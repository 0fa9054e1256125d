import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pointLatest, writeFileAtomic, writeJsonAtomic } from './atomic-file.js';
import { OutputError } from './output-error.js';
import { createRedactor } from './redactor.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'facegate-atomic-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const redactor = createRedactor([{ kind: 'api_key', value: '2024' }]);

describe('writing a whole file', () => {
  it('redacts, makes the folder, replaces an older file and leaves nothing beside it', () => {
    const path = join(dir, 'run/index.html');
    writeFileAtomic(path, 'old', redactor);
    writeFileAtomic(path, '<p>2024</p>', redactor);
    expect(readFileSync(path, 'utf8')).toBe('<p>‹redacted:api_key›</p>');
    expect(readdirSync(join(dir, 'run'))).toEqual(['index.html']);
  });

  it('JSON keeps its numbers whatever the secrets are', () => {
    const path = join(dir, 'results.json');
    writeJsonAtomic(path, { at: '2024', seed: 2024 }, redactor);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ at: '‹redacted:api_key›', seed: 2024 });
  });

  it('a failure names place and cure, and leaves nothing beside it', () => {
    mkdirSync(join(dir, 'index.html/x'), { recursive: true });
    const path = join(dir, 'index.html');
    expect(() => writeFileAtomic(path, 'x', redactor)).toThrow(OutputError);
    expect(() => writeFileAtomic(path, 'x', redactor)).toThrow(/index\.html: could not be written: .+; .+/);
    expect(readdirSync(dir)).toEqual(['index.html']);
  });

  it('a part of the path that is a file is named as such', () => {
    writeFileSync(join(dir, 'file'), '');
    expect(() => writeFileAtomic(join(dir, 'file/run/index.html'), 'x', redactor)).toThrow(OutputError);
    expect(() => writeFileAtomic(join(dir, 'file/index.html'), 'x', redactor)).toThrow(OutputError);
  });

  it('a device is written to, not replaced', () => {
    const path = join(dir, 'out');
    symlinkSync('/dev/null', path);
    writeFileAtomic(path, 'x', redactor);
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(readdirSync(dir)).toEqual(['out']);
  });

  it.each([
    ['ENOSPC', /no space is left on the disk \(ENOSPC\); free some space, or choose another folder$/],
    ['EACCES', /permission denied \(EACCES\); make the folder writable/],
    ['EIO', /i\/o error \(EIO\); choose another folder/],
  ])('%s reads as a sentence', (code, message) => {
    const cause = Object.assign(new Error('i/o error'), { code });
    expect(new OutputError('reports/x.html', cause).message).toMatch(message);
    expect(new OutputError('reports', cause, '--out').message).toMatch(/ with --out$/);
  });
});

describe('pointing at the latest run', () => {
  it('is a relative link that moves from run to run', () => {
    for (const run of ['run-1', 'run-2']) {
      mkdirSync(join(dir, run));
      expect(pointLatest(join(dir, run))).toEqual({ kind: 'symlink', path: join(dir, 'latest') });
      expect(readlinkSync(join(dir, 'latest'))).toBe(run);
    }
    expect(readdirSync(dir).sort()).toEqual(['latest', 'run-1', 'run-2']);
  });

  it('is a text file where something else is called latest, which stays', () => {
    mkdirSync(join(dir, 'latest'));
    writeFileSync(join(dir, 'latest/kept'), '');
    expect(pointLatest(join(dir, 'run-1'))).toEqual({ kind: 'text', path: join(dir, 'latest.txt') });
    expect(readFileSync(join(dir, 'latest.txt'), 'utf8')).toBe('run-1\n');
    expect(lstatSync(join(dir, 'latest')).isDirectory()).toBe(true);
  });
});
