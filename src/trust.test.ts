import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const src = dirname(fileURLToPath(import.meta.url));
const tests = readdirSync(src, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.test.ts') && file !== 'trust.test.ts')
  .map((file) => readFileSync(join(src, file), 'utf8'));
const guarded = new Set(
  tests.flatMap((text) =>
    [...text.matchAll(/trust rows? ([\d, ]+)/g)].flatMap(([, rows]) =>
      rows!.split(',').map((row) => Number(row.trim())),
    ),
  ),
);
const page = readFileSync(join(src, '..', 'docs', 'security.md'), 'utf8');
const rows = [...page.matchAll(/^\| (\d+) .*\| ([^|]*?) *\|$/gm)].map(
  ([, row, promise]) => [Number(row), promise!] as const,
);

it('the page for security officers has every row', () => {
  expect(rows.map(([row]) => row)).toEqual(Array.from({ length: 32 }, (_, index) => index + 1));
});

it.each(rows)('row %d is guarded by a test that names it, or the page says why not: %s', (row, promise) => {
  expect(guarded.has(row) || promise.startsWith('no test')).toBe(true);
});
