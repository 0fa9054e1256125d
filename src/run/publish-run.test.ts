import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { OutputError } from '../output/output-error.js';
import { claimRunFolder, lookAtFolder } from '../output/run-folder.js';
import { passingRun } from '../report/sample.fixture.js';
import type { JudgedResults } from './finish-run.js';
import { presentation } from './presentation.js';
import { publishRun } from './publish-run.js';
import type { openConsole } from './terminal.js';

const cwd = mkdtempSync(join(tmpdir(), 'facegate-publish-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
mkdirSync(join(cwd, 'folder'));
writeFileSync(join(cwd, 'file'), '');

it.each([
  ['one', { report: ['junit=file/x.xml', 'badge'] }],
  ['two', { history: 'file/history.jsonl', report: ['badge'] }],
  ['three', { history: 'folder', report: ['badge'] }],
])(
  'a report or history that cannot be written leaves the run finished, and tells where it is: %s, %o',
  async (out, given) => {
    const folder = join(cwd, out);
    const claimed = claimRunFolder(folder);
    const said: unknown[] = [];
    const put = (text: unknown) => said.push(text);
    const console = { colour: false, columns: 80, line: put, block: put } as unknown as ReturnType<typeof openConsole>;
    const run = { folder, cwd, claimed, presentation: presentation(given, {}, cwd) };
    await expect(publishRun(run, passingRun as JudgedResults, console)).rejects.toThrow(OutputError);
    expect(lookAtFolder(folder)).toEqual({ kind: 'finished' });
    expect(existsSync(join(folder, 'badge.svg'))).toBe(true);
    expect(JSON.stringify(said)).toContain(`${out}/index.html`);
  },
);
