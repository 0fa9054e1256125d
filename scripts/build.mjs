// Transforms every TypeScript file one by one into dist/, so that the program runs compiled:
// from a clone and from an installed package alike. Types are checked by `npm run check`, not here.
// Where nothing has changed since the last build, there is nothing to do; --force builds all the same.
import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isUpToDate, keepStamp, stampOf } from './build-stamp.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folders = ['src', 'contracts', 'scenarios', 'fixtures', 'bench'].filter((folder) =>
  existsSync(join(root, folder)),
);
const sources = folders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .map((file) => join(folder, String(file)))
    .filter(
      (file) => file.endsWith('.ts') && !/\.(test|fixture|d)\.ts$|\/(testing|browser)\/|detector-worker/.test(file),
    ),
);

const stamp = stampOf(root, [...folders, 'load']);
if (!process.argv.includes('--force') && isUpToDate(root, stamp)) process.exit(0);

const { build } = await import('esbuild');
const { COPIED_TO, COPIES, makeBundles } = await import('./bundles.mjs');
const { makePage } = await import('./page.mjs');
const { keepScripts } = await import('./keep-scripts.mjs');

rmSync(join(root, 'dist'), { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: [...sources, 'playwright.config.ts'],
  outdir: 'dist',
  outbase: '.',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
});
await makeBundles(root, join(root, 'dist'));
for (const file of COPIES) copyFileSync(join(root, file), join(root, 'dist', COPIED_TO, basename(file)));
await makePage(root, join(root, 'dist'));
await keepScripts(root);
keepStamp(root, stamp);
