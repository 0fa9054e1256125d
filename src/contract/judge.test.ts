import { describe, expect, it } from 'vitest';
import { getToken } from '../../contracts/get-token/get-token.js';
import { classifyAnswer } from './answer.js';
import { parseExpectation } from './expectation.js';
import { judge } from './judge.js';

const error = (text: string) => JSON.stringify({ error_message: text, request_id: 'r', time_used: 1 });
const token = JSON.stringify({ token: 't', expired_time: 1, request_id: 'r', time_used: 1 });

function verdict(status: number, body: string, ...texts: string[]) {
  return judge(
    classifyAnswer(status, body, getToken.answer),
    texts.map((text) => parseExpectation(text, getToken)),
  ).verdict;
}

describe('the judge compares status, code and argument', () => {
  it.each([
    // status  body                                  expected                              verdict
    [200, token, '200 token', 'passed'],
    [201, token, '200 token', 'failed'],
    [400, error('BAD_ARGUMENTS:biz_no'), '200 token', 'failed'],
    [400, error('BAD_ARGUMENTS:biz_no'), '400 BAD_ARGUMENTS:biz_no', 'passed'],
    [400, error('BAD_ARGUMENTS: biz_no '), '400 BAD_ARGUMENTS:biz_no', 'passed'],
    [400, error('BAD_ARGUMENTS:uuid'), '400 BAD_ARGUMENTS:biz_no', 'failed'],
    [400, error('BAD_ARGUMENTS'), '400 BAD_ARGUMENTS:biz_no', 'failed'],
    [403, error('BAD_ARGUMENTS:biz_no'), '400 BAD_ARGUMENTS:biz_no', 'failed'],
    [400, error('MISSING_ARGUMENTS:biz_no'), '400 BAD_ARGUMENTS:biz_no', 'failed'],
    [400, error('INVALID_NAME_FORMAT:x'), '400 INVALID_NAME_FORMAT', 'failed'],
    [400, error('NO_FACE_FOUND'), '400 NO_FACE_FOUND[:image_ref2]', 'passed'],
    [400, error('NO_FACE_FOUND:image_ref2'), '400 NO_FACE_FOUND[:image_ref2]', 'passed'],
    [400, error('NO_FACE_FOUND:image_ref1'), '400 NO_FACE_FOUND[:image_ref2]', 'failed'],
    [403, error('AUTHORIZATION_ERROR:Denied. '), '403 AUTHORIZATION_ERROR:Denied.', 'passed'],
    [403, error('AUTHORIZATION_ERROR:Denied'), '403 AUTHORIZATION_ERROR:Denied.', 'failed'],
    [200, '<html>', '200 token', 'failed'],
    [200, '', '200 token', 'failed'],
    [200, '{"token":', '200 token', 'failed'],
    [200, '[]', '200 token', 'failed'],
    [200, '{}', '200 token', 'failed'],
  ])('%i %s against "%s": %s', (status, body, expected, outcome) => {
    expect(verdict(status, body, expected)).toBe(outcome);
  });

  it('accepts any one of several outcomes and notes which', () => {
    const answer = classifyAnswer(400, error('BAD_ARGUMENTS:biz_no'), getToken.answer);
    const outcomes = ['400 MISSING_ARGUMENTS:biz_no', '400 BAD_ARGUMENTS:biz_no'].map((text) =>
      parseExpectation(text, getToken),
    );
    expect(judge(answer, outcomes)).toEqual({
      verdict: 'passed',
      note: 'it chose 400 BAD_ARGUMENTS:biz_no of the 2 outcomes that pass',
    });
  });

  it('notes whitespace that differs from the page', () => {
    const answer = classifyAnswer(400, error('BAD_ARGUMENTS: biz_no'), getToken.answer);
    expect(judge(answer, [parseExpectation('400 BAD_ARGUMENTS:biz_no', getToken)]).note).toContain(
      'whitespace differs',
    );
  });

  it('does not judge what got no answer', () => {
    expect(judge({ kind: 'unknown', why: 'connection reset' }, []).verdict).toBe('unanswered');
  });
});

describe('an expectation that the page cannot mean is refused', () => {
  it.each([
    ['400 NO_SUCH_CODE', 'the page lacks'],
    ['403 BAD_ARGUMENTS:biz_no', 'status 400'],
    ['a token', 'cannot be read'],
  ])('%s', (text, message) => {
    expect(() => parseExpectation(text, getToken)).toThrow(message);
  });
});
