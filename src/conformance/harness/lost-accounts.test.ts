import { expect, it } from 'vitest';
import { getToken } from '../../../contracts/get-token/get-token.js';
import { classifyAnswer } from '../../contract/answer.js';
import { refusalOf } from '../../contract/preflight.js';
import { watchAccounts } from './lost-accounts.js';

const of = (status: number, text: string) =>
  classifyAnswer(status, JSON.stringify({ error_message: text, request_id: 'r', time_used: 1 }), getToken.answer);
const taken = classifyAnswer(200, '{"token":"t","request_id":"r","time_used":1,"expired_time":2}', getToken.answer);
const used = of(403, 'AUTHORIZATION_ERROR:Denied.');

it('an account that is refused in the middle of a run, whatever it sends, is lost with its cure', async () => {
  const accounts = watchAccounts();
  expect(await accounts.note('full', used, getToken, async () => refusalOf('full', used, getToken))).toMatch(
    /^account full was taken at first and is refused now \(403 AUTHORIZATION_ERROR:Denied\.\): look whether its calls are used up/,
  );
  expect([accounts.why('full'), accounts.why('limited')]).toEqual([expect.stringContaining('full'), undefined]);
  expect(await accounts.note('full', taken, getToken, () => expect.fail('asked again'))).toContain('refused');
});

it.each([
  // what                              role      answer                              the plain request gets
  ['one request alone is refused', 'full', used, taken],
  ['nothing is known of the plain one', 'full', used, undefined],
  ['the account is there to be refused', 'denied', used, used],
  ['a pair that was taken is called wrong', 'full', of(403, 'AUTHENTICATION_ERROR'), of(403, 'AUTHENTICATION_ERROR')],
  ['another error', 'full', of(400, 'BAD_ARGUMENTS:scene_id'), used],
  ['a success', 'full', taken, used],
] as const)('%s: the answer is judged', async (_what, role, answer, plain) => {
  expect(
    await watchAccounts().note(role, answer, getToken, async () => plain && refusalOf(role, plain, getToken)),
  ).toBeUndefined();
});

it('asks a bounded number of times of an API that refuses now and then', async () => {
  const accounts = watchAccounts();
  let asked = 0;
  for (let index = 0; index < 50; index += 1)
    await accounts.note('full', used, getToken, async () => {
      asked += 1;
      return undefined;
    });
  expect(asked).toBe(5);
});
