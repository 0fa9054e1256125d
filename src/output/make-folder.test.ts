import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { makeFolder } from './make-folder.js';

const folder = mkdtempSync(join(tmpdir(), 'facegate-folders-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('makes what is missing and says where that begins; what is there is fine', () => {
  expect(makeFolder(join(folder, 'a', 'b', 'c'))).toBe(join(folder, 'a'));
  expect(makeFolder(join(folder, 'a', 'b', 'd'))).toBe(join(folder, 'a', 'b', 'd'));
  expect(makeFolder(join(folder, 'a', 'b', 'c'))).toBeUndefined();
  symlinkSync(join(folder, 'a'), join(folder, 'link'));
  expect(makeFolder(join(folder, 'link', 'e'))).toBe(join(folder, 'link', 'e'));
  expect(existsSync(join(folder, 'a', 'e'))).toBe(true);
  expect(makeFolder('.')).toBeUndefined();
});

it('a file in its way is an error of the operating system', () => {
  writeFileSync(join(folder, 'file'), '');
  symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling'));
  const code = (name: string) => expect.objectContaining({ code: name });
  expect(() => makeFolder(join(folder, 'file'))).toThrow(code('EEXIST'));
  expect(() => makeFolder(join(folder, 'file', 'x', 'y'))).toThrow(code('ENOTDIR'));
  expect(() => makeFolder(join(folder, 'dangling'))).toThrow(code('EEXIST'));
});

it.skipIf(!existsSync('/proc/self'))('where the system makes no folders, it ends', () => {
  expect(() => makeFolder('/proc/nope/x')).toThrow(/ENOENT/);
});
