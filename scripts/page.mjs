// Bundles style and script of the report's page into one module. It stands in src/ as well, for the tests.
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** One file of the page, whole and small: nothing in it is loaded from elsewhere. */
async function bundled(root, file) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [join('src', 'report', 'browser', file)],
    bundle: true,
    minify: true,
    charset: 'utf8',
    format: 'iife',
    target: ['chrome109', 'firefox115', 'safari16.4'],
    write: false,
    logLevel: 'warning',
  });
  return outputFiles[0].text.trim();
}

/** Writes `src/report/assets.js` and its copy for the compiled program. */
export async function makePage(root, dist) {
  const assets = join(root, 'src', 'report', 'assets.js');
  const [style, script] = await Promise.all([bundled(root, 'page.css'), bundled(root, 'page.ts')]);
  const text = (name, value) => `export const ${name} = ${JSON.stringify(value)};\n`;
  writeFileSync(assets, `// Made by scripts/page.mjs.\n${text('style', style)}${text('script', script)}`);
  copyFileSync(assets, join(dist, 'src', 'report', 'assets.js'));
}
