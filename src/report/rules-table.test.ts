import { describe, expect, it } from 'vitest';
import { type RuleRow, renderRulesTable } from './rules-table.js';

const rows: readonly RuleRow[] = [
  { id: 'endpoint.post', group: 'Endpoint', standing: 'stated', scenarios: 12, state: 'covered' },
  { id: 'biz_no.echo', group: 'Business fields', standing: 'stated', scenarios: 0, state: 'waiting' },
  { id: 'endpoint.method', group: 'Endpoint', standing: 'silent', scenarios: 0, state: 'gap' },
];

describe('renderRulesTable', () => {
  it('sets the rules under their groups and counts them', () => {
    expect(renderRulesTable(rows, { colour: false })).toBe(
      [
        '  rule             standing  scenarios  state',
        '',
        'Endpoint',
        '  endpoint.post    stated           12  covered',
        '  endpoint.method  silent            0  no scenario',
        '',
        'Business fields',
        '  biz_no.echo      stated            0  waiting',
        '',
        '3 rules: 1 covered, 1 waiting, 1 gap',
        '',
      ].join('\n'),
    );
  });

  it('marks a gap in red when colours are wanted', () => {
    const gap = '\x1b[31m  endpoint.method  silent            0  no scenario\x1b[0m';
    expect(renderRulesTable(rows, { colour: true })).toContain(gap);
  });

  it('drops escape sequences in ids and groups', () => {
    const bad: RuleRow = { id: 'a\x1b[2J.b', group: '\x1b[31mG', standing: 'stated', scenarios: 1, state: 'covered' };
    const text = renderRulesTable([bad], { colour: false });
    expect(text).not.toContain('\x1b');
    expect(text).toContain('\nG\n  a.b   stated');
  });

  it('manages without rules', () => {
    expect(renderRulesTable([], { colour: false })).toContain('0 rules: 0 covered, 0 waiting, 0 gaps');
  });
});
