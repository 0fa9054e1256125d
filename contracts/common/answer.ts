import type { AnswerField, ErrorCode, ErrorNotation } from '../../src/contract/types.js';

// What the vendor's pages of GetToken and GetResult have in common, word for word.

export const REQUEST_ID = {
  name: 'request_id',
  type: 'string',
  present: 'always',
  description: 'Different for every request',
} as const satisfies AnswerField;

export const TIME_USED = {
  name: 'time_used',
  type: 'integer',
  present: 'always',
  measures: 'server time',
  description: 'Milliseconds spent on the request',
} as const satisfies AnswerField;

export const ERROR_MESSAGE = {
  name: 'error_message',
  type: 'string',
  present: 'on-failure',
  description: 'Code and argument',
} as const satisfies AnswerField;

/** `CODE`, optional colon, optional whitespace, the argument, optional whitespace. The longest code has 31 characters. */
export const ERROR_NOTATION = {
  kind: 'message',
  field: 'error_message',
  separator: ':',
  code: '[A-Z][A-Z0-9_]{0,63}',
} as const satisfies ErrorNotation;

/** The general table of errors. */
export const GENERAL_ERRORS = [
  {
    status: 403,
    code: 'AUTHENTICATION_ERROR',
    argument: 'none',
    source: 'table',
    signals: 'wrong credentials',
    meaning: 'Key and secret differ',
  },
  {
    status: 403,
    code: 'AUTHORIZATION_ERROR',
    argument: ['Denied.', 'No data source permission.'],
    source: 'table',
    signals: 'no permission',
    meaning: 'The account may not do this',
  },
  {
    status: 403,
    code: 'CONCURRENCY_LIMIT_EXCEEDED',
    argument: 'none',
    source: 'table',
    signals: 'too many in flight',
    meaning: 'Too many requests in flight',
  },
  {
    status: 400,
    code: 'MISSING_ARGUMENTS',
    argument: 'parameter',
    spaced: true,
    source: 'table',
    meaning: 'A parameter is missing',
  },
  {
    status: 400,
    code: 'BAD_ARGUMENTS',
    argument: 'parameter',
    source: 'table',
    meaning: 'A parameter cannot be read',
  },
  {
    status: 404,
    code: 'API_NOT_FOUND',
    argument: 'none',
    source: 'table',
    signals: 'no such API',
    meaning: 'There is no such API',
  },
  {
    status: 500,
    code: 'INTERNAL_ERROR',
    argument: 'none',
    source: 'table',
    signals: 'try again',
    meaning: 'Send the request again',
  },
] as const satisfies readonly ErrorCode[];
