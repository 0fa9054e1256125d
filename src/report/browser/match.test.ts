import { describe, expect, it } from 'vitest';
import { everything, matches, readFragment, writeFragment } from './match.js';

describe('the filter of the page', () => {
  const entry = { text: 'biz_no.max-bytes refuses 129 bytes', states: ['failed', 'new'], group: 'get-token/business' };

  it.each([
    [{}, true],
    [{ text: 'BYTES  refuses' }, true],
    [{ text: 'refuses 130' }, false],
    [{ state: 'new' }, true],
    [{ state: 'passed' }, false],
    [{ group: 'get-token/' }, true],
    [{ group: 'get-token/business' }, true],
    [{ group: 'get-token/bus' }, false],
    [{ text: 'biz_no', state: 'failed', group: 'get-result/' }, false],
  ])('%j finds the entry: %s', (asked, found) => {
    expect(matches(entry, { ...everything, ...asked })).toBe(found);
  });

  it.each([
    ['', '', everything],
    ['#rule-biz_no.max-bytes', 'rule-biz_no.max-bytes', everything],
    ['#?q=biz_no+%26&state=failed', '', { text: 'biz_no &', state: 'failed', group: '' }],
    ['#?group=get-token%2F&at=case-a', 'case-a', { text: '', state: '', group: 'get-token/' }],
  ])('stands in the fragment %s and is read from it', (hash, at, filter) => {
    expect(readFragment(hash)).toEqual({ filter, at });
    expect(writeFragment({ filter, at })).toBe(hash);
  });

  it('takes a fragment that nobody wrote for an anchor', () => {
    expect(readFragment('#%E0%A4%A')).toEqual({ filter: everything, at: '%E0%A4%A' });
  });
});
