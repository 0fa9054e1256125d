import { expect, test } from 'vitest';
import { clientSecrets } from './client-secrets.js';
import { judgeRun, type WholeRun } from './judge-run.js';
import { type TrackedCall, VISITOR_HEADER } from './ledger.js';
import { asked } from './testing/observed.js';

const [secret] = clientSecrets();
const run = (calls: readonly TrackedCall[], changes: Partial<WholeRun> = {}): WholeRun => ({
  tracks: [{ unique: 'u', calls: [...calls], tokens: [], bizNos: new Set(), bizIds: new Set() }],
  strays: [],
  lines: [],
  shown: [],
  people: [],
  ...changes,
});
const page = (headers = {}) => asked(1, '', '', { kind: 'page', headers, fields: { token: 't' } });
const printed = (text: string) => ({ lines: [{ atMs: 1, text }] });
const result = (query: string) => asked(1, '', '', { kind: 'get-result', target: `/get_result?${query}` });

test.each([
  // rule, what the run saw, how it is judged, what is told
  ['client.biz_no.unique', run([asked(1, '', 't')]), 'passed', '1 tokens, 1 serial numbers'],
  ['client.biz_no.unique', run([asked(1, '', 't'), asked(2, '', 'u')]), 'failed', 'biz_no "b" came for more than one'],
  ['client.biz_no.unique', run([asked(1, '500 INTERNAL_ERROR')]), 'not-run', 'no token was given out'],
  ['client.token.once', run([page({ [VISITOR_HEADER]: '1' })]), 'passed', '1 pages opened by users alone'],
  ['client.token.once', run([page()]), 'failed', 'the client itself opened 1 of its tokens'],
  ['client.secret', run([], printed('all well')), 'passed', 'nothing in 1 lines'],
  ['client.secret', run([], printed(`signing with ${secret!.value}`)), 'failed', 'printed: signing with'],
  ['client.secret', run([], { shown: [`http://a.test/?s=${secret!.value}`] }), 'failed', 'shown to the user: http'],
  ['client.secret', run([result(`api_secret=${secret!.value}&biz_id=1`)]), 'passed', 'nothing'],
  ['client.secret', run([result(`note=${secret!.value}`)]), 'failed', 'POST /get_result: '],
  [
    'client.identity',
    run([], { ...printed('for 王小明'), people: [{ kind: 'name', value: '王小明' }] }),
    'failed',
    'printed',
  ],
  [
    'client.identity',
    run([asked(1, '', 't', { fields: { idcard_name: '李小红', return_url: 'http://a.test/?of=李小红' } })]),
    'failed',
    'return_url: http',
  ],
] as const)('%s: case %# is %3$s', (rule, seen, status, told) => {
  const ending = judgeRun(rule, seen);
  expect([ending.status, ending.actual]).toEqual([status, expect.stringContaining(told)]);
  if (secret !== undefined) expect(ending.actual).not.toContain(String(secret.value));
});
