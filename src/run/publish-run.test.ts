import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { OutputError } from '../output/output-error.js';
import { claimRunFolder, lookAtFolder } from '../output/run-folder.js';
import { passingRun } from '../report/sample.fixture.js';
import { EXIT } from './exit-codes.js';
import type { JudgedResults } from './finish-run.js';
import { presentation } from './presentation.js';
import { publishRun } from './publish-run.js';
import { reportFailure } from './report-failure.js';
import type { openConsole } from './terminal.js';

vi.mock(import('../output/jsonl.js'), async (original) => {
  const jsonl = await original();
  const readRecordsIfAny = (path: string) => {
    if (path.endsWith('endless.jsonl')) throw new Error('Cannot create a string longer than 0x1fffffe8 characters');
    return jsonl.readRecordsIfAny(path);
  };
  return { ...jsonl, readRecordsIfAny };
});

const cwd = mkdtempSync(join(tmpdir(), 'facegate-publish-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
mkdirSync(join(cwd, 'folder'));
writeFileSync(join(cwd, 'file'), '');

it.each<[string, Parameters<typeof presentation>[0], RegExp[]]>([
  ['one', { report: ['junit=file/x.xml', 'badge'] }, [/^\S+file.x\.xml: could not be written/]],
  ['two', { history: 'file/history.jsonl', report: ['badge'] }, [/^\S+history\.jsonl: could not be written/]],
  ['three', { history: 'folder', report: ['badge'] }, [/^\S+folder: could not be written/]],
  [
    'four',
    { history: 'folder', report: ['junit=file/x.xml', 'badge', 'ctrf=file/y.json'] },
    [/x\.xml: could not be written/, /y\.json: could not be written/, /folder: could not be written/],
  ],
  [
    'five',
    { history: 'endless.jsonl', report: ['badge', 'junit=file/x.xml'] },
    [/x\.xml: could not be written/, /endless\.jsonl: could not be read: Cannot create a string longer/],
  ],
])(
  'a report or history that cannot be written or read leaves the run finished, tells where it is, and each is told: %s, %o',
  async (out, given, told) => {
    const folder = join(cwd, out);
    const claimed = claimRunFolder(folder);
    const said: unknown[] = [];
    const put = (text: unknown) => said.push(text);
    const console = { colour: false, columns: 80, line: put, block: put } as unknown as ReturnType<typeof openConsole>;
    const run = { folder, cwd, claimed, presentation: presentation(given, {}, cwd) };
    const failure: Error = await publishRun(run, passingRun as JudgedResults, console).then(
      () => expect.unreachable(),
      (thrown) => thrown,
    );
    expect(failure).toBeInstanceOf(told.length === 1 ? OutputError : AggregateError);
    expect(failure.message.split('\n')).toEqual(told.map((line) => expect.stringMatching(line)));
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(reportFailure(failure)).toBe(EXIT.usage);
    expect(stderr.mock.calls.join('').match(/could not be/g)).toHaveLength(told.length);
    stderr.mockRestore();
    expect(lookAtFolder(folder)).toEqual({ kind: 'finished' });
    expect(existsSync(join(folder, 'badge.svg'))).toBe(true);
    expect(JSON.stringify(said)).toContain(`${out}/index.html`);
    expect(existsSync(join(cwd, 'endless.jsonl'))).toBe(out === 'five');
  },
);
