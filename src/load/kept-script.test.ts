import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { prepareScript } from '../k6/prepare.js';
import { packageRoot } from '../run/package-root.js';
import { keptScript } from './kept-script.js';

it('every script of the package is kept by the build, as it would be prepared now', async () => {
  for (const name of readdirSync(join(packageRoot, 'load')).filter((file) => /^\w+\.ts$/.test(file))) {
    const path = join(packageRoot, 'load', name);
    expect(keptScript(path), name).toBeDefined();
  }
  const latency = join(packageRoot, 'load', 'latency.ts');
  expect(keptScript(latency)).toEqual(await prepareScript(latency));
});

it('a script that was changed, in itself or in what it imports, is not taken as it was kept', () => {
  const root = mkdtempSync(join(tmpdir(), 'kept-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const folder of ['load', 'contracts', 'src', 'dist/load'])
    cpSync(join(packageRoot, folder), join(root, folder), { recursive: true });
  const smoke = join(root, 'load', 'smoke.ts');
  expect(keptScript(smoke, root)?.path).toBe(smoke);
  writeFileSync(join(root, 'load', 'lib', 'environment.ts'), '');
  expect(keptScript(smoke, root)).toBeUndefined();
  expect(keptScript(join(root, 'load', 'mine.ts'), root)).toBeUndefined();
  expect(keptScript('/elsewhere/load/smoke.ts', root)).toBeUndefined();
});
