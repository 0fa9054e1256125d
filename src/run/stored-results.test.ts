import { mkdirSync, mkdtempSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findRun, withRunNamed } from './stored-results.js';

it('reports/latest is the run that it points at, so that nothing made of it points at itself', () => {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'facegate-')));
  const run = join(cwd, 'reports', 'run-1');
  mkdirSync(run, { recursive: true });
  symlinkSync('run-1', join(cwd, 'reports', 'latest'), 'dir');
  for (const name of ['reports/latest', 'latest', 'run-1', run]) expect(findRun(name, cwd)).toBe(run);
  expect(() => findRun('run-2', cwd)).toThrow('run-2: there is no such folder');
});

it('a run named by the link to the latest is named for what it is, which it stays when there is a later one', () => {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'facegate-')));
  const outside = join(cwd, 'out');
  for (const folder of [join(cwd, 'reports', 'run-1'), outside]) mkdirSync(folder, { recursive: true });
  symlinkSync('run-1', join(cwd, 'reports', 'latest'), 'dir');
  const named = (options: { rerunFailed?: string; max: number }) => withRunNamed(options, cwd);
  for (const rerunFailed of ['latest', 'reports/latest', 'run-1'])
    expect(named({ rerunFailed, max: 1 })).toEqual({ rerunFailed: 'run-1', max: 1 });
  expect(named({ rerunFailed: 'out', max: 1 })).toEqual({ rerunFailed: outside, max: 1 });
  expect(named({ max: 1 })).toEqual({ max: 1 });
  expect(() => named({ rerunFailed: 'run-2', max: 1 })).toThrow('run-2: there is no such folder');
});
