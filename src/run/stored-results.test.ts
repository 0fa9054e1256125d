import { mkdirSync, mkdtempSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findRun } from './stored-results.js';

it('reports/latest is the run that it points at, so that nothing made of it points at itself', () => {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'facegate-')));
  const run = join(cwd, 'reports', 'run-1');
  mkdirSync(run, { recursive: true });
  symlinkSync('run-1', join(cwd, 'reports', 'latest'), 'dir');
  for (const name of ['reports/latest', 'latest', 'run-1', run]) expect(findRun(name, cwd)).toBe(run);
  expect(() => findRun('run-2', cwd)).toThrow('run-2: there is no such folder');
});
