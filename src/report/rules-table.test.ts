import { describe, expect, it } from 'vitest';
import { type RuleRow, renderRulesTable } from './rules-table.js';

const rows: readonly RuleRow[] = [
  { id: 'endpoint.post', endpoint: 'GetToken', group: 'Endpoint', standing: 'stated', scenarios: 12 },
  { id: 'get_result.get', endpoint: 'GetResult', group: 'GetResult', standing: 'stated', scenarios: 1 },
  { id: 'endpoint.method', endpoint: 'GetToken', group: 'Endpoint', standing: 'silent', scenarios: 0 },
];

describe('renderRulesTable', () => {
  it('sets the rules under their endpoints and groups and counts them', () => {
    expect(renderRulesTable(rows, { colour: false })).toBe(
      [
        '  rule             standing  scenarios  state',
        '',
        'GetToken: Endpoint',
        '  endpoint.post    stated           12  covered',
        '  endpoint.method  silent            0  no scenario',
        '',
        'GetResult',
        '  get_result.get   stated            1  covered',
        '',
        '3 rules: 1 without a scenario',
        '',
      ].join('\n'),
    );
  });

  it('marks a rule without a scenario in red when colours are wanted', () => {
    const gap = '\x1b[31m  endpoint.method  silent            0  no scenario\x1b[0m';
    expect(renderRulesTable(rows, { colour: true })).toContain(gap);
  });

  it('drops escape sequences in ids and groups', () => {
    const bad: RuleRow = { id: 'a\x1b[2J.b', endpoint: 'E', group: '\x1b[31mG', standing: 'stated', scenarios: 1 };
    const text = renderRulesTable([bad], { colour: false });
    expect(text).not.toContain('\x1b');
    expect(text).toContain('\nE: G\n  a.b   stated');
  });

  it('manages without rules', () => {
    expect(renderRulesTable([], { colour: false })).toContain('0 rules: each has a scenario');
  });
});
