import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findScript } from './scripts.js';

let cwd: string;
let packageFolder: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'scripts-'));
  packageFolder = join(cwd, 'package');
  for (const folder of [join(cwd, 'load'), packageFolder]) mkdirSync(folder);
  for (const file of ['load/mine.js', 'load/smoke.ts', 'package/burst.ts', 'package/burst.test.ts', 'package/smoke.ts'])
    writeFileSync(join(cwd, file), '');
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

it.each([
  // name, the script's path, as which kind
  ['burst', 'package/burst.ts', 'script'],
  ['mine', 'load/mine.js', 'script'],
])('a new script in load/ runs by its name: %s', (name, path, kind) => {
  expect(findScript(name, {}, cwd, packageFolder)).toMatchObject({ name, path: join(cwd, path), shown: name, kind });
});

it("a file with the name of one of the package's kinds does not take its place", () => {
  expect(findScript('smoke', {}, cwd, packageFolder)).toMatchObject({ kind: 'smoke' });
});

it('a name that is not there: all that are, and the nearest, never the name itself', () => {
  expect(() => findScript('brust', {}, cwd, packageFolder)).toThrow(
    'load brust: there is no such script; there are: smoke, latency, limit, ramp, spike, soak, mine, burst; did you mean "burst"?',
  );
});

it('a module brought along by address goes to a script of the user, and to none of the package', () => {
  expect(() => findScript('smoke', { 'https://a.b/c.js': '/c.js' }, cwd, packageFolder)).toThrow('--resolve is for');
});
