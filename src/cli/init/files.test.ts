import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadContracts } from '../../conformance/sources/load-contracts.js';
import { readClientFile } from '../../integration/read-client-file.js';
import { parseSla } from '../../load/sla-file.js';
import { packageRoot } from '../../run/package-root.js';
import { loadTarget } from '../../run/target/load-target.js';
import { CI_SYSTEMS, newFiles } from './files.js';

const projectTargetsDir = join(packageRoot, 'targets');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'facegate-init-'));
  for (const { path, text } of newFiles('none', true)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what facegate init writes', () => {
  it('is a target that loads once the pair is set', () => {
    const env = { FACEID_API_KEY: 'key', FACEID_API_SECRET: 'secret' };
    const target = loadTarget('targets/staging.yaml', {
      env,
      cwd: folder,
      projectTargetsDir: folder,
      emulator: undefined,
    });
    // The budget of the shipped file holds a whole gate: src/load/gate/gate-plan.test.ts.
    const shipped = loadTarget('production', { env, cwd: folder, projectTargetsDir, emulator: undefined });
    expect(target).toMatchObject({ url: 'https://api.megvii.com', budget: shipped.budget });
  });

  it('is a client file that can be read, where it is wanted', () => {
    const { text } = newFiles('none', true).find(({ path }) => path === 'client.yaml')!;
    expect(readClientFile(join(folder, 'client.yaml'), 'client.yaml', text, {})).toMatchObject({ start: 'npm start' });
    expect(newFiles('none', false).map(({ path }) => path)).not.toContain('client.yaml');
  });

  it('is an agreement that can be judged', () => {
    expect(() =>
      parseSla('sla.yaml', newFiles('none', true).find(({ path }) => path === 'sla.yaml')!.text),
    ).not.toThrow();
  });

  it('is a scenario that is run besides the built-in ones', async () => {
    const { scenarios } = await loadContracts({ scenarios: 'scenarios' }, folder);
    expect(scenarios.filter(({ scenario }) => scenario.name.startsWith('mine: '))).toHaveLength(1);
  });

  it.each(CI_SYSTEMS.filter((ci) => ci !== 'none'))('is a workflow for %s that runs the gate', (ci) => {
    const own = newFiles(ci, true).at(-1)!;
    expect(parse(own.text)).toBeTypeOf('object');
    expect(own.text).toContain('npx facegate gate --target targets/staging.yaml');
  });
});
