import { describe, expect, it } from 'vitest';
import { formatErrorMessage, parseErrorMessage } from './error-message.js';

describe('the error grammar: CODE, optional colon, optional blanks, argument, optional blanks', () => {
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
    expect(parseErrorMessage(text)).toEqual({ code, argument });
  });

  it.each(['', 'bad_arguments:biz_no', ': api_key', '<html>'])('refuses %j', (text) => {
    expect(parseErrorMessage(text)).toBeUndefined();
  });

  it('writes each code with the blanks of the page', () => {
    expect(formatErrorMessage({ code: 'MISSING_ARGUMENTS', argument: 'api_key' })).toBe('MISSING_ARGUMENTS: api_key');
    expect(formatErrorMessage({ code: 'BAD_ARGUMENTS', argument: 'biz_no' })).toBe('BAD_ARGUMENTS:biz_no');
    expect(formatErrorMessage({ code: 'NO_FACE_FOUND', argument: '' })).toBe('NO_FACE_FOUND');
  });
});
