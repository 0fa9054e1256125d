import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const text = readFileSync(join(root, 'THIRD-PARTY-LICENSES.txt'), 'utf8');

describe('the licences of what comes along', () => {
  it('are up to date ("npm run licenses" makes them so), and go into the package', () => {
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts', 'licenses.mjs'), '--check'], {
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
    const { files } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { files: string[] };
    expect(files).toContain('THIRD-PARTY-LICENSES.txt');
  });

  it('name every production dependency with its terms', () => {
    const { dependencies, optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies }))
      expect(text).toMatch(new RegExp(`^${name.replace(/[/.]/g, '\\$&')}@\\S+ +\\S`, 'm'));
    expect(text).not.toContain('not named');
  });

  it.each([
    ['cookie-lite', /^cookie-lite@\S+ +Omnent License/m],
    ['json-query', /^json-query@\S+ +MIT, by its LICENSE file/m],
    ['libvips', /^@img\/sharp-libvips-linux-x64@\S+ +LGPL-3\.0-or-later/m],
    ['what libvips holds', /^glib +LGPLv3/m],
  ])('%s by its real terms', (_name, terms) => {
    expect(text).toMatch(terms);
  });
});
