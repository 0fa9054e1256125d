import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeContract } from './contract.fixture.js';
import { scratchFolder } from './run-cli.fixture.js';
import { runHere } from './run-here.fixture.js';

it.each([
  [
    'help of a command that is not there',
    ['help', 'contrct'],
    'help contrct: there is no such command; did you mean "contract"?',
  ],
  ['help of nothing like one', ['help', 'nope-nope'], 'there is no such command; there are: contract, load, limit'],
  ['over the limit and never over it', ['limit', '--saturate', '--mode', 'headroom'], 'give one of them'],
  [
    'an address on the network',
    ['contract', '--target', 'https://192.0.2.1'],
    'an address alone is for a service on this machine',
  ],
])('%s ends 2 with its cause', async (_what, args, said) => {
  const { code, stderr } = await runHere(args, scratchFolder());
  expect(stderr).toContain(said);
  expect(code).toBe(2);
});

it('help of a command shows its options', async () => {
  const { code, stdout } = await runHere(['help', 'limit'], scratchFolder());
  expect(stdout).toContain('--saturate');
  expect(code).toBe(0);
});

it('rules ends 1 where a rule has no scenario, and names it', async () => {
  const cwd = scratchFolder();
  writeContract(cwd);
  writeFileSync(join(cwd, 'contracts', 'scenarios.json'), '[]');
  const { code, stderr } = await runHere(['rules', '--contracts', 'contracts'], cwd);
  expect(stderr).toContain('a rule has no scenario: greeting.who');
  expect(code).toBe(1);
});
