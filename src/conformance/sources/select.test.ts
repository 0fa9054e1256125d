import { describe, expect, it } from 'vitest';
import { findLine } from '../../run/data-file/find-line.js';
import type { PlannedScenario } from '../scenario/check.js';
import { selectScenarios } from './select.js';

const planned = (rule: string, name: string): PlannedScenario => ({
  id: `${rule}/${name}`,
  file: 'f.ts',
  line: 1,
  contract: 'get-token',
  standing: 'stated',
  scenario: { rule, name, expect: '200 token' },
});
const all = [
  planned('biz_no.required', 'left out'),
  planned('biz_no.max-bytes', '129 bytes'),
  planned('uuid.required', 'left out'),
];
const ids = (rules: readonly string[], texts: readonly string[] = []) =>
  selectScenarios(all, { rules, texts }).map(({ id }) => id);

describe('--rule and --grep', () => {
  it.each([
    // --rule                          --grep                how many are left
    [[], [], 3],
    [['biz_no.*'], [], 2],
    [['*.required'], [], 2],
    [['biz_no.max-bytes,uuid.*'], [], 2],
    [['biz_no.max-bytes', 'uuid.*'], [], 2],
    [['biz_no.max?bytes'], [], 1],
    [['!uuid.*'], [], 2],
    [['!uuid.*', '!*.max-bytes'], [], 1],
    [['biz_no.*, !*.required'], [], 1],
    [['biz_no.*', '!*.required'], [], 1],
    [['!*.required', 'biz_no.*'], [], 1],
    [[], ['LEFT OUT'], 2],
    [[], ['left out', '129'], 3],
    [[], ['!left out'], 1],
    [['biz_no.*'], ['left'], 1],
    [['!biz_no.*'], ['left'], 1],
  ])('every one of them counts, and ! leaves out: %j %j: %i', (rules, texts, left) => {
    expect(ids(rules, texts)).toHaveLength(left);
  });

  it.each([
    // --rule, --grep, what is said
    [
      ['biz_no.*', 'uid.required'],
      [],
      `--rule 'uid.required': no scenario fits; did you mean "uuid.required"?; "facegate rules"`,
    ],
    [['biz_no.*', '!biz_noo.*'], [], `--rule '!biz_noo.*': no scenario fits; did you mean "biz_no.*"?`],
    [['biz_no.*,,uuid.*'], [], "--rule '': no scenario fits; "],
    [[], ['left', 'rihgt'], `--grep 'rihgt': no scenario fits; "--list"`],
    [[], ['!rihgt'], "--grep '!rihgt': no scenario fits"],
    [['biz_no.*', '!biz_no.*'], [], "--rule 'biz_no.*' --rule '!biz_no.*': no scenario fits all of this; "],
    [['uuid.*'], ['129'], "--rule 'uuid.*' --grep '129': no scenario fits all of this; "],
  ])(
    'an item that fits nothing, beside others that do, is refused, and so is a choice of nothing: %j %j',
    (rules, texts, said) => {
      expect(() => ids(rules, texts)).toThrow(said);
    },
  );

  it('tells every item that fits nothing', () => {
    expect(() => ids(['biz-no.*', '!x'], ['zzz'])).toThrow(/'biz-no\.\*'.*\n.*'!x'.*\n.*--grep 'zzz'/);
  });
});

describe('the line of a scenario', () => {
  const lines = ["  { rule: 'a', name: 'same' },", '  { rule: "b", name: "it\'s" },', "  { rule: 'c', name: 'same' },"];

  it.each([
    // name       searched from   line
    ['same', 0, 1],
    ["it's", 1, 2],
    ['same', 1, 3],
    ['put together', 1, 2],
  ])('%s from index %i: %i', (name, from, line) => {
    expect(findLine(lines, name, from)).toBe(line);
  });
});
