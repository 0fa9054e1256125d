import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { emulatorAccounts } from '../../emulator/accounts.js';
import { parseTarget } from './parse-target.js';
import { ROLES } from './types.js';

const folder = fileURLToPath(new URL('../../../targets/', import.meta.url));
const env = Object.fromEntries(
  ['', 'DENIED_', 'NO_DATA_SOURCE_', 'LIMITED_'].flatMap((role) => [
    [`FACEID_${role}API_KEY`, 'key'],
    [`FACEID_${role}API_SECRET`, 'secret'],
  ]),
);

it.each(readdirSync(folder))('%s can be used as it stands', (file) => {
  expect(() => parseTarget(file, file, readFileSync(folder + file, 'utf8'), env)).not.toThrow();
});

it('production.yaml can be used with every commented setting switched on', () => {
  const text = readFileSync(`${folder}production.yaml`, 'utf8');
  const target = parseTarget('production', 'production.yaml', text.replace(/# (?=\w+: [{\d])/g, ''), env);
  for (const role of ROLES) expect(target.credentials[role]).toMatchObject({ apiKey: 'key', apiSecret: 'secret' });
  expect(target).toMatchObject({
    url: 'https://api.megvii.com',
    concurrencyLimit: 5,
    callbacks: { listen: { port: 8028 } },
  });
});

it('local.yaml names the accounts of the emulator', () => {
  const text = readFileSync(`${folder}local.yaml`, 'utf8');
  expect(parseTarget('local', 'local.yaml', text, {}).credentials).toEqual(emulatorAccounts);
});

it('the examples of docs/targets.md can be used', () => {
  const page = readFileSync(new URL('../../../docs/targets.md', import.meta.url), 'utf8');
  const blocks = [...page.matchAll(/```yaml\n(.*?)```/gs)].map((match) => match[1] ?? '');
  expect(blocks.length).toBeGreaterThan(1);
  for (const block of blocks)
    expect(() => parseTarget('docs', 'docs', block, { ...env, PROXY_PASSWORD: 'p' })).not.toThrow();
});
