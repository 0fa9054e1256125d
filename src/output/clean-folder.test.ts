import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, expect, it } from 'vitest';
import { cleanFolder } from './clean-folder.js';
import { createRedactor } from './redactor.js';

const folder = mkdtempSync(join(tmpdir(), 'facegate-clean-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NAME = '欧阳娜';
const redactor = createRedactor([{ kind: 'name', value: NAME }]);
const report = () => zipSync({ 'report.json': strToU8(JSON.stringify({ actual: `for ${NAME}`, ms: 12 })) });
const page = (zip: Uint8Array) =>
  `<script>program(${NAME.length})</script><template>data:application/zip;base64,${Buffer.from(zip).toString('base64')}</template>`;

it('trust row 27: a last look takes what became known late out of text, lines, zips and pages with a zip in them', async () => {
  mkdirSync(join(folder, 'playwright'));
  const file = (name: string) => join(folder, name);
  writeFileSync(file('records.jsonl'), `{"a":1}\n{"body":"${NAME}","at":1}\n{"torn":"${NAME}`);
  writeFileSync(file('notes.txt'), `about ${NAME}`);
  writeFileSync(file('playwright/index.html'), page(report()));
  writeFileSync(file('playwright/data.zip'), report());
  writeFileSync(file('picture.png'), Buffer.concat([Buffer.from([0x89, 0x50, 0]), Buffer.from(NAME)]));
  await cleanFolder(folder, redactor);

  expect(readFileSync(file('records.jsonl'), 'utf8')).toBe(
    '{"a":1}\n{"body":"‹redacted:name›","at":1}\n{"torn":"‹redacted:name›\n',
  );
  expect(readFileSync(file('notes.txt'), 'utf8')).toBe('about ‹redacted:name›');
  const unzipped = (bytes: Uint8Array) => JSON.parse(strFromU8(unzipSync(bytes)['report.json']!));
  expect(unzipped(readFileSync(file('playwright/data.zip')))).toEqual({ actual: 'for ‹redacted:name›', ms: 12 });
  const html = readFileSync(file('playwright/index.html'), 'utf8');
  expect(html).toMatch(/^<script>program\(3\)<\/script><template>data/);
  const inside = /base64,([^<]+)/.exec(html)?.[1] ?? '';
  expect(unzipped(Buffer.from(inside, 'base64'))).toEqual({ actual: 'for ‹redacted:name›', ms: 12 });
  expect(readdirSync(folder).toSorted()).toEqual(['notes.txt', 'picture.png', 'playwright', 'records.jsonl']);
});

it('leaves files alone in which there is nothing to take out', async () => {
  const before = statSync(join(folder, 'records.jsonl'), { bigint: true });
  await cleanFolder(folder, redactor);
  const after = statSync(join(folder, 'records.jsonl'), { bigint: true });
  expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
});
