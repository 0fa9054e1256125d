import { describe, expect, it } from 'vitest';
import { getToken } from '../../contracts/get-token/get-token.js';
import { classifyAnswer } from './answer.js';
import { keepFields } from './seen-answer.js';

const keep = (fields: object) => {
  const body = JSON.stringify(fields);
  return keepFields(classifyAnswer(200, body, getToken.answer), body, getToken, (text) => `digest ${text.length}`);
};

describe('trust row 25: of an answer only little is kept for the sweeps', () => {
  it('the documented fields, the names of others, and keys that stand twice', () => {
    expect(keep({ token: 't', time_used: 3, extra: { big: 'x'.repeat(9999) } })).toEqual({
      problem: '',
      fields: { token: 't', time_used: 3 },
      otherFields: ['extra'],
      repeated: [],
    });
    const twice = '{"token":"t","token":"u"}';
    expect(keepFields(classifyAnswer(200, twice, getToken.answer), twice, getToken, String).repeated).toEqual([
      'token',
    ]);
  });

  it('what is long becomes its length and digest, of the same type as before', () => {
    const { fields } = keep({
      token: 'x'.repeat(5000),
      request_id: ['x'.repeat(5000)],
      error_message: { a: 'x'.repeat(5000) },
    });
    expect(fields).toEqual({
      token: '(5000 characters, digest 5000)',
      request_id: ['(5004 characters, digest 5004)'],
      error_message: { '(5008 characters, digest 5008)': null },
    });
  });

  it('of thousands of names only some are kept, and none that is long', () => {
    const many = Object.fromEntries(Array.from({ length: 2000 }, (_, n) => [`${n}${'y'.repeat(200)}`, n]));
    const { otherFields } = keep({ token: 't', ...many });
    expect(otherFields).toHaveLength(20);
    expect(Math.max(...otherFields.map((name) => name.length))).toBeLessThan(100);
  });

  it('an answer that is no JSON object keeps why', () => {
    expect(keepFields(classifyAnswer(502, '<html>', getToken.answer), '<html>', getToken, String)).toEqual({
      problem: 'the body is HTML or XML, not JSON',
      fields: {},
      otherFields: [],
      repeated: [],
    });
  });
});
