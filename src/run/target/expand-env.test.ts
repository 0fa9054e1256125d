import { describe, expect, it } from 'vitest';
import { expandEnvironment } from './expand-env.js';

const env = { KEY: 'k-1', HOST: 'test.example', EMPTY: '' };

it.each([
  // source, text, whether the environment had a part in it
  ['plain', 'plain', false],
  ['${KEY}', 'k-1', true],
  ['https://${HOST}:8/${KEY}', 'https://test.example:8/k-1', true],
  ['$${KEY}', '${KEY}', false], // escaped
  ['$KEY and 5$', '$KEY and 5$', false], // no braces, no variable
])('%j is %j', (source, text, fromEnvironment) => {
  expect(expandEnvironment(source, env)).toEqual({ kind: 'text', text, fromEnvironment });
});

it('a value is not expanded again', () => {
  expect(expandEnvironment('${A}', { A: '${KEY}', KEY: 'x' })).toMatchObject({ text: '${KEY}' });
});

describe('what cannot be expanded says so without showing a value', () => {
  it.each([
    ['${GONE}', 'the environment variable GONE is not set; set it: export GONE=…'],
    ['${EMPTY}', 'the environment variable EMPTY is set, but empty; set it: export EMPTY=…'],
    ['${KEY', 'a "${" without a variable\'s name and "}"; write ${NAME}, or $${ for a plain ${'],
    ['${}', 'a "${" without a variable\'s name and "}"; write ${NAME}, or $${ for a plain ${'],
    ['${KEY:-x}', 'a "${" without a variable\'s name and "}"; write ${NAME}, or $${ for a plain ${'],
  ])('%j', (source, problem) => {
    expect(expandEnvironment(source, env)).toEqual({ kind: 'problem', problem });
  });
});
