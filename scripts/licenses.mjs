// Writes THIRD-PARTY-LICENSES.txt: every package that an installation brings along, with its terms and the texts of its licence.
// The list is that of package-lock.json, packages for single platforms included, and of the packages that the build puts into what
// is shipped; the texts are those in node_modules.
// With --check nothing is written: ends 1 when the file is not what would be written.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { COPIES, makeBundles } from './bundles.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const file = join(root, 'THIRD-PARTY-LICENSES.txt');

/** What packages call their terms where their package.json names none by its usual name. */
const TERMS = {
  'cookie-lite': 'Omnent License version 2 (OMv2-FO): not MIT; the whole licence goes along with every copy',
  'json-query': 'MIT, by its LICENSE file; its package.json names none',
};

const scratch = mkdtempSync(join(tmpdir(), 'facegate-licenses-'));
/** Folders of the packages that stand in bundles or are copied, as the lock file names them. */
const built = new Set(
  [...(await makeBundles(root, scratch)), ...COPIES].flatMap(
    (file) => file.match(/node_modules\/(?:@[^/]+\/)?[^/]+/) ?? [],
  ),
);
// The one file of echarts holds zrender.
built.add('node_modules/zrender');
rmSync(scratch, { recursive: true, force: true });

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const shipped = Object.entries(packages)
  .filter(([path, { dev }]) => path !== '' && (!dev || built.has(path)))
  .map(([path, { version, license, os, cpu, optional }]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const platform = os !== undefined || cpu !== undefined || /wasm32$/.test(name);
    return { path, name, version, platform, optional, terms: TERMS[name] ?? license ?? 'not named' };
  })
  .sort((a, b) => (a.name === b.name ? (a.version < b.version ? -1 : 1) : a.name < b.name ? -1 : 1));

const texts = new Map();
for (const { path, name, version, platform, optional } of shipped) {
  if (platform) continue;
  const folder = join(root, path);
  // What only another platform's package needs.
  if (!existsSync(folder) && optional) continue;
  if (!existsSync(folder)) throw new Error(`${name}@${version} is not in node_modules; run "npm ci"`);
  const found = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(licen[cs]e|copying|notice|third.?party)/i.test(entry.name))
    .map((entry) => entry.name)
    .sort();
  for (const entry of found) {
    const path = join(folder, entry);
    const text = readFileSync(path, 'utf8').replaceAll('\r\n', '\n').trim();
    if (text !== '') texts.set(text, [...(texts.get(text) ?? []), `${name}@${version}`]);
  }
}

const width = Math.max(...shipped.map(({ name, version }) => name.length + version.length + 1));
const line = '-'.repeat(100);
const written = `Facegate comes with these packages, direct and transitive, those for single platforms and optional ones included.
Each stands under its own terms. This file is made by "npm run licenses".

${shipped.map(({ name, version, terms }) => `${`${name}@${version}`.padEnd(width)}  ${terms}`).join('\n')}

${line}
libvips, which sharp uses to read photos, is a shared library under LGPL-3.0-or-later. It is loaded as it comes from its package
and may be replaced by another build of it. It holds in turn:

${librariesOfVips()}

${[...texts].map(([text, names]) => `${line}\n${names.join(', ')}\n\n${text}\n`).join('\n')}`;

if (process.argv.includes('--check')) {
  const current = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (current !== written) {
    console.error('THIRD-PARTY-LICENSES.txt is not up to date; run "npm run licenses"');
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, written);
}

/** The libraries inside libvips with their terms, from the package of the platform at hand. */
function librariesOfVips() {
  const scope = join(root, 'node_modules', '@img');
  const own = existsSync(scope) ? readdirSync(scope).find((name) => name.startsWith('sharp-libvips-')) : undefined;
  if (own === undefined) throw new Error('libvips is not in node_modules; run "npm ci"');
  const table = readFileSync(join(scope, own, 'README.md'), 'utf8').match(/^\|.*\|$/gm) ?? [];
  return table
    .slice(2)
    .map((row) =>
      row
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
    .map(([library, terms]) => `${library.padEnd(14)}  ${terms}`)
    .join('\n');
}
