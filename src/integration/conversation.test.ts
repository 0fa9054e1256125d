import { expect, test } from 'vitest';
import { conversationOf } from './conversation.js';
import { VISITOR_HEADER } from './ledger.js';
import { asked, observation } from './testing/observed.js';

const line = (seen: Parameters<typeof conversationOf>[0]) =>
  conversationOf(seen).map(({ title, atMs, detail }) => `${atMs} ${title}: ${detail}`);

test('what came, was told and was printed stands in the order of its time', () => {
  const opened = asked(30, '', '', { kind: 'page', headers: { [VISITOR_HEADER]: '1' }, fields: {} });
  const seen = observation([asked(10, '500 INTERNAL_ERROR'), asked(20, '', 'tok'), opened], {
    posted: [
      { via: 'notify', atMs: 40, status: 204, reason: '', location: '' },
      { via: 'return', atMs: 50, status: 0, reason: 'ECONNRESET', location: '' },
    ],
    output: [{ atMs: 45, text: 'done' }],
    verified: { end: true, ever: true, afterMs: 1 },
    appEnded: 'exit code 1',
  });
  expect(line(seen)).toEqual([
    '10 came: GetToken: biz_no=b',
    '15 answered: 500 INTERNAL_ERROR',
    '20 came: GetToken: biz_no=b',
    '25 answered: 200 token',
    '30 the user opens the page: ',
    '35 answered: 200',
    '40 notify_url was told: answered 204',
    '45 printed: done',
    '50 the user returned: no answer: ECONNRESET',
    '100 begun: "drive" was answered 200 after 0.1 s',
    '1000 "done": verified',
    '1000 the program ended: exit code 1',
  ]);
});

test('many requests are told in brief, and a second check of the same user after the first', () => {
  const many = observation(Array.from({ length: 30 }, (_, at) => asked(at, '400 BAD_ARGUMENTS:biz_no')));
  const second = observation([asked(1, '', 'tok')], { beganMs: 2000, endedMs: 2100 });
  const told = line({ ...many, second });
  expect(told).toContain('1000 and so on: 5 more requests');
  expect(told).toContain('2000 second check of the same user: ');
});
