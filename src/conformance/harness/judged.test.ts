import { describe, expect, test } from 'vitest';
import { getToken } from '../../../contracts/get-token/get-token.js';
import { type Answer, classifyAnswer } from '../../contract/answer.js';
import type { PlannedScenario } from '../scenario/check.js';
import { outcomesOf } from '../scenario/outcomes.js';
import { type Judged, judgeAnswer, judgedResult, notSent, withLesson } from './judged.js';

const answer = (status: number, fields: object) => classifyAnswer(status, JSON.stringify(fields), getToken.answer);
const busy = answer(500, { error_message: 'INTERNAL_ERROR' });
const token = answer(200, { token: 't' });
const broken: Answer = { kind: 'unknown', why: 'the connection broke' };
const dead: Answer = { kind: 'unreachable', why: 'connection refused' };

test.each([
  // expected, answer, times it was sent, how it ends, note
  ['200 token', token, 1, 'passed', ''],
  ['200 token', busy, 4, 'failed', '500 INTERNAL_ERROR, 4 times in a row'],
  ['400 BAD_ARGUMENTS:biz_no', answer(400, { error_message: 'BAD_ARGUMENTS:uuid' }), 1, 'failed', 'right code'],
  ['200 token', broken, 1, 'undecided', 'the connection broke; it was not sent again'],
  ['200 token', dead, 1, 'undecided', 'connection refused; it was not sent again'],
  ['observe', busy, 4, 'observed', ''],
  ['observe', broken, 1, 'observed', ''],
  ['observe', dead, 1, 'undecided', 'connection refused'],
] as const)('expected %s: case %# ends as %4$s', (expect_, came, attempts, verdict, note) => {
  const judged = judgeAnswer(came, outcomesOf(expect_, getToken), attempts);
  expect(judged.verdict).toBe(verdict);
  expect(judged.note).toContain(note);
});

describe('the result of a case', () => {
  const scenario = { rule: 'biz_no.required', name: 'biz_no left out' };
  const planned = { id: 'a', file: 'f.ts', line: 3, contract: 'get-token', standing: 'stated', scenario };
  const resultOf = (judged: Judged) => judgedResult(planned as unknown as PlannedScenario, judged, { curl: 'curl' });

  test('that was not due is not run, one that was due is undecided, too', () => {
    const [given, due] = [false, true].map((inconclusive) => resultOf(notSent({ notRun: 'no account', inconclusive })));
    expect(given).toMatchObject({ status: 'not-run', inconclusive: false, note: 'no account', curl: 'curl', line: 3 });
    expect(due).toMatchObject({ status: 'not-run', inconclusive: true, note: 'no account' });
  });

  test('says what came', () => {
    const failed = judgeAnswer(token, outcomesOf('400 BAD_ARGUMENTS:biz_no', getToken), 1);
    expect(resultOf(failed)).toMatchObject({ status: 'failed', actual: '200 and a token', inconclusive: false });
  });
});

test('what was waited for less is said where something was missing, and nowhere else', () => {
  const lesson = 'waited 1 s, as nothing came before';
  const of = (judged: Judged) => withLesson(judged, lesson).note;
  expect(of({ verdict: 'failed', actual: '', note: '' })).toBe(lesson);
  expect(of({ verdict: 'undecided', note: 'no callback' })).toBe(`no callback; ${lesson}`);
  expect(of({ verdict: 'passed', actual: '', note: '' })).toBe('');
});
