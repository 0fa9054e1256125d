import { describe, expect, it } from 'vitest';
import { getToken } from '../../contracts/get-token/get-token.js';
import { formatErrorMessage, parseErrorMessage } from './error-message.js';

describe('the error grammar: CODE, optional colon, optional whitespace, argument, optional whitespace', () => {
  it.each([
    // text                                       code                  argument
    ['MISSING_ARGUMENTS: api_key', 'MISSING_ARGUMENTS', 'api_key'],
    ['MISSING_ARGUMENTS:api_key', 'MISSING_ARGUMENTS', 'api_key'],
    ['MISSING_ARGUMENTS:   api_key  ', 'MISSING_ARGUMENTS', 'api_key'],
    ['AUTHORIZATION_ERROR:Denied. ', 'AUTHORIZATION_ERROR', 'Denied.'],
    ['AUTHORIZATION_ERROR:No data source permission. ', 'AUTHORIZATION_ERROR', 'No data source permission.'],
    ['INTERNAL_ERROR', 'INTERNAL_ERROR', ''],
    ['NO_FACE_FOUND:', 'NO_FACE_FOUND', ''],
    ['BAD_ARGUMENTS biz_no', 'BAD_ARGUMENTS', 'biz_no'],
  ])('%j', (text, code, argument) => {
    expect(parseErrorMessage(text, getToken.answer.error)).toEqual({ code, argument });
  });

  it.each(['', 'bad_arguments:biz_no', ': api_key', '<html>'])('refuses %j', (text) => {
    expect(parseErrorMessage(text, getToken.answer.error)).toBeUndefined();
  });

  it('writes each code with the whitespace of the page', () => {
    expect(formatErrorMessage({ code: 'MISSING_ARGUMENTS', argument: 'api_key' }, getToken)).toBe(
      'MISSING_ARGUMENTS: api_key',
    );
    expect(formatErrorMessage({ code: 'BAD_ARGUMENTS', argument: 'biz_no' }, getToken)).toBe('BAD_ARGUMENTS:biz_no');
    expect(formatErrorMessage({ code: 'NO_FACE_FOUND', argument: '' }, getToken)).toBe('NO_FACE_FOUND');
  });
});
