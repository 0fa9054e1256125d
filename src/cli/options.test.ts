import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { collecting, oneOf, refuseTwice, seed } from './options.js';

function parse(...words: string[]) {
  const command = new Command()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .addOption(seed())
    .option('--rule <glob>', '', collecting())
    .option('--skip <stage>', '', collecting(oneOf(['latency', 'limit'])));
  refuseTwice(command);
  return command.parse(words, { from: 'user' }).opts();
}

describe('an option that is given twice', () => {
  it('counts both times where it may be given again', () => {
    expect(parse('--rule', 'a', '--rule', 'b', '--skip', 'limit', '--skip', 'latency')).toEqual({
      rule: ['a', 'b'],
      skip: ['limit', 'latency'],
    });
  });

  it('is refused where only one of the values could count', () => {
    expect(() => parse('--seed', '1', '--seed', '2')).toThrow(/'--seed <n>' is given twice/);
  });

  it('is refused with the nearest word where it is none of those known', () => {
    expect(() => parse('--skip', 'latncy')).toThrow(/Expected one of latency, limit; did you mean "latency"\?/);
  });
});
