import { describe, expect, it } from 'vitest';
import type { PlannedScenario } from '../../scenario/check.js';
import { findLine } from './find-line.js';
import { selectScenarios } from './select.js';

const planned = (rule: string, name: string): PlannedScenario => ({
  id: `${rule}/${name}`,
  file: 'f.ts',
  line: 1,
  standing: 'stated',
  scenario: { rule, name, expect: '200 token' },
});
const all = [
  planned('biz_no.required', 'left out'),
  planned('biz_no.max-bytes', '129 bytes'),
  planned('uuid.required', 'left out'),
];
const ids = (rule?: string, grep?: string) => selectScenarios(all, rule, grep).map(({ id }) => id);

describe('--rule and --grep', () => {
  it.each([
    // --rule                         --grep       how many are left
    [undefined, undefined, 3],
    ['biz_no.*', undefined, 2],
    ['*.required', undefined, 2],
    ['biz_no.max-bytes,uuid.*', undefined, 2],
    ['biz_no.max?bytes', undefined, 1],
    [undefined, 'LEFT OUT', 2],
    ['biz_no.*', 'left', 1],
  ])('%s %s: %i', (rule, grep, left) => {
    expect(ids(rule, grep)).toHaveLength(left);
  });

  it('says so when nothing is left', () => {
    expect(() => ids('biz-no.*')).toThrow("--rule 'biz-no.*': no scenario fits");
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
