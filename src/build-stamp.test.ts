import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { isUpToDate, keepStamp, stampOf } from '../scripts/build-stamp.mjs';

const root = mkdtempSync(join(tmpdir(), 'facegate-stamp-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const write = (name: string, text: string) => {
  mkdirSync(join(root, name, '..'), { recursive: true });
  writeFileSync(join(root, name), text);
};
const stamp = () => stampOf(root, ['src']);
const upToDate = () => isUpToDate(root, stamp());

beforeEach(() => {
  rmSync(root, { recursive: true, force: true });
  write('src/a.ts', 'a');
  write('src/report/assets.js', 'made');
  write('src/report/live/assets.js', 'made');
  write('package.json', '{}');
  write('dist/src/a.js', 'a');
  keepStamp(root, stamp());
});

it('a build is not made again where nothing has changed, nor for a test or what it made itself', () => {
  expect(upToDate()).toBe(true);
  write('src/a.test.ts', 'a');
  expect(upToDate()).toBe(true);
});

it.each([
  ['a source that changed', () => write('src/a.ts', 'b')],
  ['a source that is new', () => write('src/b.ts', '')],
  ['another package', () => write('node_modules/.package-lock.json', '{}')],
  ['another way to build', () => write('scripts/build.mjs', '')],
  ['a file of the build that is gone', () => rmSync(join(root, 'dist/src/a.js'))],
  ['a file of the build that was written since', () => utimesSync(join(root, 'dist/src/a.js'), 1, 1)],
  ['a page that is gone', () => rmSync(join(root, 'src/report/assets.js'))],
  ['a build that was cut short', () => rmSync(join(root, 'dist/.stamp.json'))],
  ['a stamp that cannot be read', () => write('dist/.stamp.json', '{')],
])('is made again after %s', (_what, change) => {
  change();
  expect(upToDate()).toBe(false);
});
