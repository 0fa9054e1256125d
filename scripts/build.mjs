// Transforms every TypeScript file one by one into dist/, so that the program runs compiled:
// from a clone and from an installed package alike. Types are checked by `npm run check`, not here.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folders = ['src', 'contracts', 'scenarios', 'fixtures', 'bench'].filter((folder) =>
  existsSync(join(root, folder)),
);
const sources = folders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .map((file) => join(folder, String(file)))
    .filter((file) => file.endsWith('.ts') && !/\.(test|fixture|d)\.ts$|\/testing\//.test(file)),
);

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
