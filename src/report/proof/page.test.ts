import { describe, expect, test } from 'vitest';
import type { BreakRecord, BreakVerdict, ProofRecord } from '../../records/proof-types.js';
import { textOf } from '../page.fixture.js';
import { renderProof } from './page.js';

const aBreak = (verdict: BreakVerdict, changes: Partial<BreakRecord> = {}): BreakRecord => ({
  rule: 'biz_no.required',
  kind: 'missing',
  verdict,
  failed: [],
  seen: '',
  others: [],
  note: '',
  durationMs: 1,
  ...changes,
});
const aProof = (breaks: readonly BreakRecord[], changes: Partial<ProofRecord> = {}): ProofRecord => ({
  schemaVersion: 1,
  run: {
    id: 'proof-1',
    startedAt: '2026-01-02T03:04:05Z',
    finishedAt: '2026-01-02T03:05:05Z',
    version: '1.2.3',
  },
  rules: [{ id: 'biz_no.required', endpoint: 'get-token', standing: 'stated', text: 'biz_no is required' }],
  kinds: [{ kind: 'missing', text: 'does not do it at all' }],
  breaks,
  load: [],
  problems: [],
  exitCode: 0,
  causes: [],
  ...changes,
});

describe('the page of a proof', () => {
  test('says what was caught, and that nothing is left', () => {
    const page = renderProof(aProof([aBreak('killed', { seen: '200 and a token' })]));
    expect(page).toContain('<title>1 of 1 broken services were caught by the rule that they break</title>');
    expect(page).toContain('title="200 and a token"');
    expect(textOf(page)).toContain('Every break is noticed by its own rule');
    expect(textOf(page)).not.toContain('What else is wrong');
  });

  test('names each survivor, what the page leaves open, what was not tried, and what fell besides', () => {
    const text = textOf(
      renderProof(
        aProof(
          [
            aBreak('survived', { note: '4 passed' }),
            aBreak('listed', { kind: 'cut', note: 'The page says so.' }),
            aBreak('not-run', { kind: 'late', note: 'interrupted' }),
            ...['null', 'empty', 'sticky', 'always'].map((kind) => aBreak('killed', { kind, others: ['auth.denied'] })),
          ],
          {
            exitCode: 1,
            causes: ['1 break of 7 was not caught'],
            problems: [{ place: 's.ts:3', text: 'shows nothing' }],
            load: [
              { fault: 'late slots', truth: '12', said: '12 at once', verdict: 'told' },
              { fault: 'drift', truth: '20', said: 'not steady', verdict: 'not sure' },
              { fault: 'leak', truth: '20', said: '21', verdict: 'wrong' },
            ],
          },
        ),
      ),
    );
    for (const told of [
      '1 break of 7 was not caught',
      'biz_no.required:missing 4 passed',
      'biz_no.required:cut The page says so.',
      'interrupted biz_no.required:late',
      's.ts:3 shows nothing',
      'not steady not sure',
      'biz_no.required:always auth.denied',
    ])
      expect(text.replace(/\s+/g, ' ')).toContain(told);
  });

  test('a kind that breaks many rules has a column of its own', () => {
    const many = Array.from({ length: 4 }, () => aBreak('killed'));
    expect(renderProof(aProof(many))).toContain(
      '<th scope="col" title="does not do it at all"><span>missing</span></th>',
    );
  });
});
