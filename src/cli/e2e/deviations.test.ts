import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EmulatorOptions } from '../../emulator/options.js';
import { type Emulator, startEmulator } from '../../emulator/server.js';
import { textPhotos } from '../../emulator/testing/test-app.js';
import type { Observations } from '../../records/observations-types.js';
import type { Results } from '../../records/types.js';
import { runHere } from './run-here.fixture.js';

const cwd = mkdtempSync(join(tmpdir(), 'facegate-deviations-'));
const open: Emulator[] = [];
const started = async (options: Partial<EmulatorOptions>) => {
  const emulator = await startEmulator({ photos: textPhotos, port: 0, ...options });
  open.push(emulator);
  return emulator.url;
};
beforeAll(() => {
  const accounts = 'full: { api_key: emulator-full-key, api_secret: emulator-full-secret }';
  writeFileSync(join(cwd, 'target.yaml'), `url: "\${TARGET_URL}"\ncredentials:\n  ${accounts}\n`);
});
afterAll(async () => {
  await Promise.all(open.map((emulator) => emulator.close()));
  rmSync(cwd, { recursive: true, force: true });
});

const run = async (url: string, out: string, ...more: readonly string[]) => {
  const chosen = ['--rule', 'biz_no.required', '--grep', '!photo', '--rule', 'scene_id.unknown'];
  const args = ['contract', '--target', 'target.yaml', ...chosen, '--out', out, ...more];
  const ended = await runHere(args, cwd, { TARGET_URL: url });
  const results = JSON.parse(readFileSync(join(cwd, out, 'results.json'), 'utf8')) as Results;
  return { ...ended, results };
};

test('a deviation is proposed, signed, holds, changes and is fixed; drift between two services is told', async () => {
  const deviating = await started({ breaks: ['biz_no.required:missing'] });
  const proposed = await run(deviating, 'proposed', '--propose-deviations');
  expect(proposed.code).toBe(1);
  const blank = readFileSync(join(cwd, 'proposed', 'deviations.yaml'), 'utf8');
  const signed = blank
    .replaceAll('reason: ""', 'reason: accepted')
    .replaceAll('ticket: ""', 'ticket: OPS-17')
    .replaceAll('expires: ""', `expires: ${new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)}`)
    .replaceAll('signed: ""', 'signed: Ann');
  writeFileSync(join(cwd, 'deviations.yaml'), signed);

  const holding = await run(deviating, 'holding');
  expect(holding.code).toBe(0);
  expect(holding.results.contract.summary).toMatchObject({ failed: 0, waived: 4 });
  expect(readFileSync(join(cwd, 'holding', 'junit.xml'), 'utf8')).toContain('OPS-17');

  const behaviour = {
    rule: 'scene_id.unknown',
    name: 'a scene that does not exist',
    seen: '400 BAD_ARGUMENTS:scene_id',
  };
  const changed = await run(
    await started({ breaks: ['biz_no.required:unknown-code'], behaveLike: [behaviour] }),
    'changed',
  );
  expect(changed.code).toBe(1);
  expect(changed.results.contract.results.some(({ note }) => note.startsWith('changed: deviations.yaml:'))).toBe(true);

  const fixed = await run(await started({}), 'fixed');
  expect(fixed.code).toBe(0);
  expect(fixed.results.causes.join()).toContain('is fixed: remove the entry');

  const drift = await runHere(['drift', 'changed', '--against', 'holding'], cwd);
  expect(drift.code).toBe(0);
  expect(drift.stdout).toContain(
    'left open  scene_id.unknown: a scene that does not exist\n  before  200 and a token\n',
  );
  const file = join(cwd, 'holding', 'observations.json');
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Observations;
  const silent = kept.silent.map((entry) => ({ ...entry, frozen: true }));
  writeFileSync(join(cwd, 'baseline.json'), JSON.stringify({ ...kept, silent }));
  expect((await runHere(['drift', 'changed', '--against', 'baseline.json'], cwd)).code).toBe(1);
});
