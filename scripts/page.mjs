// Bundles style and script of the report's page, and those of the page of a run under way, into a module each. They stand in src/
// as well, for the tests.
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** One file of a page, whole and small: nothing in it is loaded from elsewhere. */
async function bundled(root, file, options = {}) {
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
    ...options,
  });
  return outputFiles[0].text.trim();
}

/** Writes `src/report/assets.js` and `src/report/live/assets.js`, and their copies for the compiled program. */
export async function makePage(root, dist) {
  await Promise.all([
    write(root, dist, 'assets.js', bundled(root, 'page.css'), bundled(root, 'page.ts')),
    write(
      root,
      dist,
      join('live', 'assets.js'),
      bundled(root, 'live.css'),
      // The library for charts is a file of its own, which the server of the page has.
      bundled(root, 'live.ts', { format: 'esm', external: ['./library.js'] }),
    ),
  ]);
}

async function write(root, dist, file, ...parts) {
  const assets = join(root, 'src', 'report', file);
  const [style, script] = await Promise.all(parts);
  const text = (name, value) => `export const ${name} = ${JSON.stringify(value)};\n`;
  writeFileSync(assets, `// Made by scripts/page.mjs.\n${text('style', style)}${text('script', script)}`);
  copyFileSync(assets, join(dist, 'src', 'report', file));
}
