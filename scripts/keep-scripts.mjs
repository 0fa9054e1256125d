// Prepares the scripts of load/ at build time, so that a run of one need not: src/load/kept-script.ts reads what stands in dist/load.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Keeps each script of the package at `root` beside the SHA-256 of every file it is made of, so that a changed one is known. */
export async function keepScripts(root) {
  const { prepareScript } = await import('../dist/src/k6/prepare.js');
  const kept = join(root, 'dist', 'load');
  mkdirSync(kept, { recursive: true });
  const names = readdirSync(join(root, 'load')).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  for (const name of names) {
    const { code, map, warnings, inputs } = await prepareScript(join(root, 'load', name));
    const digests = inputs.map((file) => [relative(root, file), digestOf(file)]);
    writeFileSync(
      join(kept, `${name}.json`),
      JSON.stringify({ code, map, warnings, inputs: Object.fromEntries(digests) }),
    );
  }
}

function digestOf(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
