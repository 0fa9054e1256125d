import { describe, expect, it } from 'vitest';
import { getToken } from '../../contracts/get-token/get-token.js';
import { classifyAnswer } from './answer.js';
import { nestsDeeperThan } from './nesting.js';

describe('trust row 25: nesting is measured before anything is parsed', () => {
  it.each([
    // text                                                  deeper than 3
    ['', false],
    ['{"a":[{"b":1}]}', false],
    ['{"a":[{"b":[1]}]}', true],
    ['[[[]],[[]],[[]]]', false],
    ['[[[[', true],
    ['{"a":"[[[[{{{{"}', false],
    ['{"a":"\\"[[[["}', false],
    ['{"a":"\\\\","b":[[[', true],
    [']]]][[[[', false],
  ])('%j: %s', (text, deeper) => {
    expect(nestsDeeperThan(text, 3)).toBe(deeper);
  });

  it.each(['[', '{"a":', '[{"a":'])('%s 100,000 times is a protocol error, not a crash', (opener) => {
    const body = opener.repeat(100_000);
    expect(classifyAnswer(200, body, getToken.answer)).toMatchObject({
      kind: 'protocol-error',
      why: 'the body nests deeper than 100 levels',
    });
  });

  it('an error_message of megabytes is a protocol error that does not repeat it', () => {
    const body = JSON.stringify({ error_message: `BAD_ARGUMENTS:${'x'.repeat(100_000)}` });
    expect(classifyAnswer(400, body, getToken.answer)).toMatchObject({
      why: 'the error_message is 100014 characters long',
    });
  });
});
