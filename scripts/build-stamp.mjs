// Tells whether dist/ is what a build would make, by the content of all that it is made of and of all that was made.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const STAMP = join('dist', '.stamp.json');
/** Beside the folders of sources: how is built, with which packages, and what a page is made of. */
const ALSO = ['scripts', 'package.json', 'package-lock.json', 'tsconfig.json', 'playwright.config.ts'];
/** Made by a build outside dist/. */
const MADE_BESIDE = [join('src', 'report', 'assets.js'), join('src', 'report', 'live', 'assets.js')];

/** The digest of what a build of these folders is made of. */
export function stampOf(root, folders) {
  const hash = createHash('sha256').update(`node ${process.versions.node}\n`);
  for (const name of [...folders, ...ALSO].flatMap((name) => filesOf(root, name))) {
    if (MADE_BESIDE.includes(name) || /\.(test|fixture)\.ts$/.test(name)) continue;
    const content = readFileSync(join(root, name));
    hash.update(`${name}\n${content.length}\n`).update(content);
  }
  // A package that was exchanged by hand is known by what npm writes down of the installed ones.
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (existsSync(installed)) hash.update(readFileSync(installed));
  return hash.digest('hex');
}

/** Whether the last build was of this stamp and nothing of what it made is gone or was written since. */
export function isUpToDate(root, stamp) {
  if (!existsSync(join(root, STAMP))) return false;
  try {
    const kept = JSON.parse(readFileSync(join(root, STAMP), 'utf8'));
    return kept.stamp === stamp && JSON.stringify(kept.made) === JSON.stringify(madeIn(root));
  } catch {
    return false;
  }
}

/** Notes what a build has made; its last step, so that one which was cut short counts for nothing. */
export function keepStamp(root, stamp) {
  writeFileSync(join(root, STAMP), JSON.stringify({ stamp, made: madeIn(root) }));
}

function madeIn(root) {
  return [...filesOf(root, 'dist'), ...MADE_BESIDE]
    .filter((name) => name !== STAMP)
    .map((name) => {
      const { size, mtimeMs } = statSync(join(root, name));
      return [name, size, mtimeMs];
    });
}

/** A file itself, or the files in a folder and below, by their names; none where there is nothing of that name. */
function filesOf(root, name) {
  const path = join(root, name);
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [name];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}
