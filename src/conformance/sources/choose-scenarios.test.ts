import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aResult, aRun } from '../../report/sample.fixture.js';
import type { PlannedScenario } from '../scenario/check.js';
import { chooseScenarios } from './choose-scenarios.js';

const planned = (rule: string, name: string) =>
  ({
    id: `${rule}/${name}`,
    file: 'a.ts',
    line: 1,
    contract: 'c',
    scenario: { rule, name },
  }) as unknown as PlannedScenario;
const all = [planned('a.one', 'x'), planned('a.one', 'y'), planned('b.two', 'z')];

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'facegate-choose-'));
  const write = (name: string, results: Parameters<typeof aResult>[0][]) => {
    mkdirSync(join(cwd, 'reports', name), { recursive: true });
    const run = aRun({ contract: { results: results.map((over) => aResult(over)) } });
    writeFileSync(join(cwd, 'reports', name, 'results.json'), JSON.stringify(run));
  };
  write('red', [
    { id: 'a.one/x', status: 'failed' },
    { id: 'a.one/y', status: 'passed' },
    { id: 'b.two/z', status: 'not-run', inconclusive: true },
  ]);
  write('green', [{ id: 'a.one/x', status: 'passed' }]);
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const ids = (options: Parameters<typeof chooseScenarios>[1]) => chooseScenarios(all, options, cwd).map(({ id }) => id);

describe('--rerun-failed', () => {
  it('runs again what failed or stayed undecided, by the name of a run or its folder', () => {
    expect(ids({ rerunFailed: 'red' })).toEqual(['a.one/x', 'b.two/z']);
    expect(ids({ rerunFailed: join(cwd, 'reports', 'red'), rule: ['a.*'] })).toEqual(['a.one/x']);
  });

  it.each([
    ['green', /nothing failed or stayed undecided in that run/],
    ['nowhere', /there is no such folder/],
  ])('%s is refused', (run, why) => {
    expect(() => ids({ rerunFailed: run })).toThrow(why);
  });
});
