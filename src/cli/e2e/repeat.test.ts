import { expect, it } from 'vitest';
import { runCli, scratchFolder } from './run-cli.fixture.js';

// That of a contract run, contract.test.ts has.
it('the "Repeat:" line of load can be typed as it is, and repeats the seed', async () => {
  const cwd = scratchFolder();
  const command = ['load', 'smoke', '--engine', 'node'];
  const repeat = async (words: readonly string[]) => {
    const { stdout } = await runCli(words, cwd);
    const line = /^Repeat: npx facegate (.* --seed \d+.*)$/m.exec(stdout)?.[1] ?? stdout;
    return line.split(' ').map((word) => word.replaceAll("'", ''));
  };
  const words = await repeat(command);
  expect(words).toEqual(expect.arrayContaining([...command, '--seed']));
  expect(await repeat(words)).toEqual(words);
});
