import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { failingRun, passingRun } from '../../report/sample.fixture.js';
import { compareCommand } from './compare.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'facegate-compare-'));
  for (const [name, results] of Object.entries({ kept: passingRun, broken: failingRun })) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'results.json'), JSON.stringify(results));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each([
  ['a rule that was kept is broken', 'kept', 'broken', 1],
  ['a broken rule is kept again', 'broken', 'kept', 0],
  ['the same rules are broken as before', 'broken', 'broken', 0],
])('compare ends as docs/exit-codes.md says when %s', (_what, before, after, code) => {
  const written = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  try {
    expect(compareCommand(join(folder, before), join(folder, after), {})).toBe(code);
    expect(written).toHaveBeenCalled();
  } finally {
    written.mockRestore();
  }
});
