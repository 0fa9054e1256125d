import { expect, test } from 'vitest';
import type { Call } from '../emulator/double/read-call.js';
import { openLedger } from './ledger.js';

let number = 0;
const call = (fields: Record<string, string>, kind: Call['kind'] = 'get-token'): Call => {
  number += 1;
  return { number, kind, at: 0, atMs: 0, method: 'POST', target: '/', headers: {}, fields, photos: [] };
};
const expected = (unique: string) => ({ unique, getToken: [], getResult: [] });

test('a request belongs to the check whose text stands in one of its fields, in whatever order', () => {
  const ledger = openLedger();
  const [a, b] = ['fga', 'fgb'].map((unique) => ledger.open(expected(unique))) as [
    ReturnType<typeof ledger.open>,
    ReturnType<typeof ledger.open>,
  ];
  ledger.choose(call({ biz_no: '1', uuid: 'user-fgb' }));
  ledger.choose(call({ biz_no: '2', biz_extra_data: 'fga' }));
  expect([a.calls.length, b.calls.length, ledger.tellsByUnique()]).toEqual([1, 1, true]);
});

test('without such a text it belongs to the check that waits for its first, then by its serial number', () => {
  const ledger = openLedger();
  const a = ledger.open(expected('fga'));
  ledger.choose(call({ biz_no: '1' }));
  const b = ledger.open(expected('fgb'));
  ledger.choose(call({ biz_no: '2' }));
  ledger.choose(call({ biz_no: '1' }));
  expect([a.calls.length, b.calls.length, ledger.tellsByUnique()]).toEqual([2, 1, false]);
});

test('a page belongs to the check of its token, and what nobody began to none', () => {
  const ledger = openLedger();
  const a = ledger.open(expected('fga'));
  const first = call({ biz_no: 'fga' });
  ledger.choose(first);
  ledger.answered(first, { status: 200, error: '', token: 'tok', ms: 1 });
  ledger.choose(call({ token: 'tok' }, 'page'));
  ledger.choose(call({ token: 'other' }, 'page'));
  expect([a.calls.length, a.tokens, ledger.strays.length]).toEqual([2, ['tok'], 1]);
});
