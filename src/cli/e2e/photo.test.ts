import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { scratchFolder } from './run-cli.fixture.js';
import { runHere } from './run-here.fixture.js';

it('facegate photo lists the photos, and writes one byte by byte', async () => {
  const cwd = scratchFolder();
  const { code, stdout } = await runHere(['photo'], cwd);
  expect(code).toBe(0);
  const file = /^two faces +(\/.*two-faces\.jpg)$/m.exec(stdout)?.[1] ?? '';
  const main = join(import.meta.dirname, '../../../dist/src/cli/main.js');
  await promisify(execFile)('sh', ['-c', `'${process.execPath}' '${main}' photo 'two faces' > copy.jpg`], { cwd });
  expect(readFileSync(join(cwd, 'copy.jpg')).equals(readFileSync(file))).toBe(true);
  expect(await runHere(['photo', 'two face'], cwd)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('did you mean "two faces"?'),
  });
});
