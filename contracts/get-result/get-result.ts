import type { Contract, Rule } from '../../src/contract/types.js';
import { ERROR_MESSAGE, ERROR_NOTATION, GENERAL_ERRORS, REQUEST_ID, TIME_USED } from '../common/answer.js';
import { BAD_ROW, COMMON_ERRORS, FIELDS, PARAMETERS, URL_SECTION } from '../common/sections.js';

/** Section of the errors that only GetResult has. */
const OWN = 'Errors: GetResult';

const rule = <const Id extends string>(id: Id, rest: Omit<Rule, 'id' | 'group'>) => ({
  ...rest,
  id,
  group: 'get-result',
});

const rules = [
  rule('get_result.get', {
    standing: 'stated',
    text: 'GET with key, secret and the biz_id of a callback answers the result of that check',
    outcome: '200 with the fields that the callbacks carry',
    section: URL_SECTION,
  }),
  rule('get_result.method', {
    standing: 'silent',
    text: 'Other methods on the path',
    outcome: 'left open',
    section: URL_SECTION,
  }),
  rule('get_result.api_key.required', {
    standing: 'stated',
    text: 'api_key is mandatory',
    outcome: '400 MISSING_ARGUMENTS: api_key',
    section: PARAMETERS,
  }),
  rule('get_result.api_secret.required', {
    standing: 'stated',
    text: 'api_secret is mandatory',
    outcome: '400 MISSING_ARGUMENTS: api_secret',
    section: PARAMETERS,
  }),
  rule('get_result.auth.mismatch', {
    standing: 'stated',
    text: 'Key and secret do not match',
    outcome: '403 AUTHENTICATION_ERROR',
    section: COMMON_ERRORS,
  }),
  rule('get_result.auth.denied', {
    standing: 'stated',
    text: 'The account may not call this API',
    outcome: '403 AUTHORIZATION_ERROR:Denied.',
    section: COMMON_ERRORS,
  }),
  rule('get_result.biz_id.required', {
    standing: 'stated',
    text: 'biz_id is mandatory',
    outcome: '400 MISSING_ARGUMENTS: biz_id',
    section: PARAMETERS,
  }),
  rule('get_result.biz_id.unknown', {
    standing: 'stated',
    text: 'A biz_id that was never given out',
    outcome: '400 RESULT_NOT_FOUND',
    section: OWN,
  }),
  rule('get_result.biz_id.other-account', {
    standing: 'silent',
    text: "The biz_id of another account's check",
    outcome: 'left open; a matter of security',
    section: PARAMETERS,
  }),
  rule('get_result.get_image_type.default', {
    standing: 'stated',
    text: 'get_image_type left out or 0: no images',
    outcome: 'images is absent or null',
    section: PARAMETERS,
  }),
  rule('get_result.get_image_type.values', {
    standing: 'stated',
    text: 'get_image_type 1: images.image_best; 2: that and image_action1 …',
    outcome: 'each a data:image/jpeg;base64, text that is a JPEG, or null',
    section: PARAMETERS,
  }),
  rule('get_result.get_image_type.number', {
    standing: 'implied',
    text: 'get_image_type is a number',
    outcome: '400 BAD_ARGUMENTS:get_image_type',
    section: PARAMETERS,
    inferredFrom: BAD_ROW,
  }),
  rule('get_result.get_image_type.other', {
    standing: 'silent',
    text: 'get_image_type with another number',
    outcome: 'left open',
    section: PARAMETERS,
  }),
  rule('get_result.echo', {
    standing: 'stated',
    text: 'biz_no and biz_extra_data come back as given to GetToken',
    outcome: 'byte for byte equal',
    section: FIELDS,
  }),
  rule('get_result.same', {
    standing: 'implied',
    text: 'biz_id, liveness_result and verify_result are those of the callbacks',
    outcome: 'equal as JSON',
    section: FIELDS,
    inferredFrom: 'The page says that the callbacks carry the fields of this answer.',
  }),
  rule('get_result.repeat', {
    standing: 'silent',
    text: 'The result of a check is asked for a second time',
    outcome: 'left open',
    section: FIELDS,
  }),
  rule('get_result.response.request_id', {
    standing: 'stated',
    text: 'request_id is always there, a string, different for every request',
    outcome: 'also on every error',
    section: FIELDS,
  }),
  rule('get_result.response.time_used', {
    standing: 'stated',
    text: 'time_used is always there, an integer in milliseconds, not more than the time seen from outside',
    outcome: 'also on every error',
    section: FIELDS,
  }),
  rule('get_result.response.error_message', {
    standing: 'stated',
    text: 'error_message is a string on failure, absent on success',
    outcome: 'only on failure',
    section: FIELDS,
  }),
  rule('get_result.known-errors', {
    standing: 'implied',
    text: 'Every failure carries a code and a status of the page',
    outcome: 'no code that the page lacks',
    section: COMMON_ERRORS,
    inferredFrom: '"For what it holds see the section on errors", says the row of error_message.',
  }),
] as const satisfies readonly Rule[];

/** The documented API of GetResult, as data. */
export const getResult = {
  id: 'get-result',
  name: 'GetResult',
  endpoint: {
    method: 'GET',
    path: '/faceid/liveness/v2/get_result',
    productionUrl: 'https://api.megvii.com',
    sends: 'query',
  },
  follows: 'get-token',
  groups: [{ id: 'get-result', title: 'GetResult' }],
  parameters: [
    { name: 'api_key', type: 'string', required: 'always', holds: 'key', description: 'The key of the account' },
    {
      name: 'api_secret',
      type: 'string',
      required: 'always',
      holds: 'secret',
      description: 'The secret of the account',
    },
    { name: 'biz_id', type: 'string', required: 'always', description: 'The id of the check, from a callback' },
    {
      name: 'get_image_type',
      type: 'string',
      required: 'never',
      values: ['0', '1', '2'],
      defaultValue: '0',
      description: 'Which images come along: 0 none, 1 the best, 2 also those of the actions',
    },
  ],
  answer: {
    fields: [
      REQUEST_ID,
      TIME_USED,
      { name: 'biz_id', type: 'string', present: 'on-success', description: 'The id of the check' },
      { name: 'biz_no', type: 'string', present: 'on-success', description: 'As given to GetToken' },
      { name: 'biz_extra_data', type: 'string', present: 'sometimes', description: 'As given to GetToken' },
      { name: 'liveness_result', type: 'object', present: 'on-success', description: 'How the check ended' },
      { name: 'verify_result', type: 'object or null', present: 'on-success', description: 'The comparison' },
      { name: 'images', type: 'object or null', present: 'sometimes', description: 'What the camera saw' },
      ERROR_MESSAGE,
    ],
    success: { word: 'result', text: 'a result', field: 'biz_id' },
    error: ERROR_NOTATION,
  },
  errors: [
    { status: 400, code: 'RESULT_NOT_FOUND', argument: 'none', source: 'table', meaning: 'No check has this biz_id' },
    ...GENERAL_ERRORS,
  ],
  rules,
  openQuestions: [
    { question: 'What do other HTTP methods on the path of GetResult get?', rules: ['get_result.method'] },
    { question: 'Is the result of another account told?', rules: ['get_result.biz_id.other-account'] },
    { question: 'What does a get_image_type other than 0, 1 and 2 get?', rules: ['get_result.get_image_type.other'] },
    { question: 'How often, and how long, can a result be asked for?', rules: ['get_result.repeat'] },
  ],
  requests: {
    // Nobody has this id; after a real check its own takes the place.
    'no check': {
      api_key: { credential: 'key' },
      api_secret: { credential: 'secret' },
      biz_id: { unique: '1462259748,52b13fb5-8dfb-4537-a62b-{}' },
    },
  },
} as const satisfies Contract;

/** The id of a rule of GetResult. */
export type GetResultRuleId = (typeof rules)[number]['id'];
