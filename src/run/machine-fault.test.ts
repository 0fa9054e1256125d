import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { machineFault } from './machine-fault.js';
import { makeTemporary } from './temporary.js';

const failed = (code: string, more: object = {}) => Object.assign(new Error(code), { code, ...more });

it.each([
  ['EMFILE', 'allow more with "ulimit -n 1024" (EMFILE)'],
  ['ENOMEM', 'no memory left'],
  ['EAGAIN', 'ulimit -u'],
  ['ENOSPC', 'name another folder in TMPDIR'],
])('trust row 29: %s has a cause with a cure', (code, cure) => {
  expect(machineFault(failed(code))).toContain(cure);
});

it('trust row 29: temporary files without a place or without room name TMPDIR', () => {
  const folder = makeTemporary('facegate-fault-');
  try {
    const full = failed('ENOSPC', { path: join(folder, 'plan.json') });
    expect(machineFault(full)).toMatch(/no space is left for temporary files in .*\(ENOSPC\).*TMPDIR/);
    expect(() => mkdtempSync(join(folder, 'not', 'there'))).toThrow();
    let noFolder: unknown;
    try {
      mkdtempSync(join(folder, 'not', 'there'));
    } catch (error) {
      noFolder = error;
    }
    expect(machineFault(noFolder)).toMatch(/nothing can be written for temporary files in .*\(ENOENT\).*TMPDIR/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('anything else is no fault of the machine', () => {
  expect(machineFault(failed('ENOENT', { path: '/somewhere' }))).toBeUndefined();
  expect(machineFault(new TypeError('x is undefined'))).toBeUndefined();
  expect(machineFault('text')).toBeUndefined();
});
