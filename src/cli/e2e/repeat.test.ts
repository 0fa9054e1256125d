import { expect, it } from 'vitest';
import { runCli, scratchFolder } from './run-cli.fixture.js';

it.each([[['load', 'smoke', '--engine', 'node']], [['contract', '--rule', 'biz_no.required']]])(
  'the "Repeat:" line of %j can be typed as it is, and repeats the seed',
  async (command) => {
    const cwd = scratchFolder();
    const repeat = async (words: readonly string[]) => {
      const { stdout } = await runCli(words, cwd);
      const line = /^Repeat: npx facegate (.* --seed \d+.*)$/m.exec(stdout)?.[1] ?? stdout;
      return line.split(' ').map((word) => word.replaceAll("'", ''));
    };
    const words = await repeat(command);
    expect(words).toEqual(expect.arrayContaining([...command, '--seed']));
    expect(await repeat(words)).toEqual(words);
  },
  120_000,
);
