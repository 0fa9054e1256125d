import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownMark, stateOf } from './process-mark.js';
import { claimRunFolder, FolderRefused, LOCK, lookAtFolder, MARKER, reopenRunFolder } from './run-folder.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'facegate-folder-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const write = (...path: string[]) => writeFileSync(join(dir, ...path), 'kept');
/** The id of a process that has ended. */
const gone = () => spawnSync(process.execPath, ['-e', '']).pid;

it('a place that cannot be a folder has the option that names another, where there is one', () => {
  write('file');
  expect(() => claimRunFolder(join(dir, 'file', 'run'))).toThrow(/choose another folder with --out$/);
  expect(() => reopenRunFolder(join(dir, 'file', 'run'))).toThrow(/choose another folder$/);
});

describe('trust row 23: a folder with files that are not of a run', () => {
  it.each([
    ['a foreign index.html', () => write('index.html')],
    ['a file named playwright', () => write('playwright')],
    ['a folder named playwright', () => mkdirSync(join(dir, 'playwright'))],
    ['a hidden file', () => write('.gitignore')],
  ])('%s: is refused with the cure, and nothing is touched', (_what, put) => {
    put();
    const before = readdirSync(dir);
    expect(() => claimRunFolder(dir)).toThrow(/nothing in it was touched. Name a new or empty folder/);
    expect(readdirSync(dir)).toEqual(before);
  });

  it('a new and an empty folder are taken', () => {
    claimRunFolder(join(dir, 'new', 'deep')).finish();
    mkdirSync(join(dir, 'empty'));
    claimRunFolder(join(dir, 'empty')).finish();
    expect(readdirSync(join(dir, 'empty'))).toEqual([MARKER]);
  });

  it('a later run removes the own files of a finished one, and only those', () => {
    claimRunFolder(dir).finish();
    mkdirSync(join(dir, 'playwright'));
    mkdirSync(join(dir, 'elsewhere'));
    write('elsewhere', 'theirs');
    symlinkSync(join(dir, 'elsewhere'), join(dir, 'screenshots'));
    for (const name of ['index.html', 'results.json', 'notes.txt', '.index.html.0123456789ab.tmp']) write(name);
    claimRunFolder(dir).finish();
    expect(readdirSync(dir).sort()).toEqual([MARKER, 'elsewhere', 'notes.txt']);
    expect(readFileSync(join(dir, 'elsewhere', 'theirs'), 'utf8')).toBe('kept');
  });

  it('a run that did nothing leaves nothing', () => {
    const folder = join(dir, 'new');
    const claimed = claimRunFolder(folder);
    writeFileSync(join(folder, 'records.jsonl'), '{"type":"run"}\n');
    claimed.release();
    claimRunFolder(dir).release();
    expect(readdirSync(dir)).toEqual([]);
  });
});

describe('trust row 24: two runs in one folder', () => {
  it('the second is refused while the first runs, and names its process', () => {
    const first = claimRunFolder(dir);
    expect(() => claimRunFolder(dir)).toThrow(`another run (process ${process.pid})`);
    first.finish();
    claimRunFolder(dir).finish();
  });

  it.each([
    ['whose process is gone', () => ({ host: hostname(), pid: gone(), started: 'x' })],
    ['whose process id belongs to another by now', () => ({ ...ownMark(), started: 'another time' })],
  ])('a lock %s is taken over', (_what, mark) => {
    writeFileSync(join(dir, LOCK), JSON.stringify(mark()));
    claimRunFolder(dir).finish();
    expect(readdirSync(dir)).toEqual([MARKER]);
  });

  it('a lock of another machine is not judged: the message says what to do', () => {
    writeFileSync(join(dir, LOCK), JSON.stringify({ host: 'another', pid: 1, started: '' }));
    expect(() => claimRunFolder(dir)).toThrow(/a run on another \(process 1\) has this folder.*remove .*lock/);
    expect(readdirSync(dir)).toEqual([LOCK]);
  });

  it('a process is told from a later one with its id', () => {
    expect(stateOf(ownMark())).toBe('running');
    expect(stateOf({ ...ownMark(), pid: gone() })).toBe('gone');
  });
});

describe('trust row 19: the records of a run that was killed', () => {
  it('are not deleted by a later run; a report lets the folder go', () => {
    writeFileSync(join(dir, MARKER), '{"state":"unfinished"}');
    writeFileSync(join(dir, 'records.jsonl'), '{"type":"run"}\n{"type":"result"}\n');
    expect(() => claimRunFolder(dir)).toThrow(/make its report with "facegate report/);
    expect(existsSync(join(dir, 'records.jsonl'))).toBe(true);
    reopenRunFolder(dir).finish();
    claimRunFolder(dir).finish();
    expect(readdirSync(dir)).toEqual([MARKER]);
  });

  it('count as such only when there is more than what the run is', () => {
    writeFileSync(join(dir, MARKER), '{"state":"unfinished"}');
    writeFileSync(join(dir, 'records.jsonl'), '{"type":"run"}\n{"type":"contract"}\n');
    expect(lookAtFolder(dir)).toEqual({ kind: 'finished' });
  });

  it('a folder of anything else has no report to make', () => {
    write('notes.txt');
    expect(() => reopenRunFolder(dir)).toThrow(FolderRefused);
  });
});
