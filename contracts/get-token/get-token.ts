import type { Contract, Rule } from '../../src/contract/types.js';
import { ERROR_MESSAGE, ERROR_NOTATION, GENERAL_ERRORS, REQUEST_ID, TIME_USED } from '../common/answer.js';
import { parameters } from './parameters.js';
import { requests } from './requests.js';
import { answerRules } from './rules/answer.js';
import { authRules } from './rules/auth.js';
import { businessRules } from './rules/business.js';
import { callbacksRules } from './rules/callbacks.js';
import { comparisonRules } from './rules/comparison.js';
import { endpointRules } from './rules/endpoint.js';
import { photosRules } from './rules/photos.js';

const rules = [
  ...endpointRules,
  ...authRules,
  ...comparisonRules,
  ...photosRules,
  ...callbacksRules,
  ...businessRules,
  ...answerRules,
] as const satisfies readonly Rule[];

/** The documented API of GetToken, as data. Figures, ids and standings are those of the vendor's page and the rule list. */
export const getToken = {
  id: 'get-token',
  name: 'GetToken',
  endpoint: {
    method: 'POST',
    path: '/faceid/liveness/v2/get_token',
    productionUrl: 'https://api.megvii.com',
    sends: 'form',
  },
  groups: [
    { id: 'endpoint', title: 'Endpoint and transport' },
    { id: 'auth', title: 'Credentials, permission, concurrency' },
    { id: 'comparison', title: 'comparison_type and its groups' },
    { id: 'photos', title: 'Photos' },
    { id: 'callbacks', title: 'Where the user goes, and who is told' },
    { id: 'business', title: 'Business fields' },
    { id: 'answer', title: 'The answer' },
  ],
  parameters,
  answer: {
    fields: [
      REQUEST_ID,
      TIME_USED,
      { name: 'token', type: 'string', present: 'on-success', description: 'Starts one liveness check' },
      { name: 'expired_time', type: 'integer', present: 'on-success', description: 'Unix time in seconds' },
      ERROR_MESSAGE,
    ],
    success: { word: 'token', text: 'a token', field: 'token' },
    error: ERROR_NOTATION,
  },
  errors: [
    {
      status: 400,
      code: 'IMAGE_ERROR_UNSUPPORTED_FORMAT',
      argument: 'parameter',
      source: 'table',
      meaning: 'The photo could not be decoded',
    },
    {
      status: 400,
      code: 'INVALID_NAME_FORMAT',
      argument: 'none',
      source: 'table',
      meaning: 'The name is longer than 32 characters or not UTF-8',
    },
    {
      status: 400,
      code: 'INVALID_IDCARD_NUMBER',
      argument: 'none',
      source: 'table',
      meaning: 'Not 17 digits and a digit or X',
    },
    ...GENERAL_ERRORS,
    {
      status: 400,
      code: 'NO_FACE_FOUND',
      argument: 'optional-parameter',
      source: 'parameter-text',
      meaning: 'A photo shows no face',
    },
    {
      status: 400,
      code: 'MULTIPLE_FACES',
      argument: 'optional-parameter',
      source: 'parameter-text',
      meaning: 'A photo shows several faces',
    },
    {
      status: 400,
      code: 'INVALID_ARGUMENTS',
      argument: 'parameter',
      spaced: true,
      source: 'example',
      meaning: 'Only in the example of a failure; the tables lack it',
    },
  ],
  rules,
  openQuestions: [
    {
      question:
        'The text says "choose one of three" parameter groups, the table "one of two", and comparison_type=-1 has no group. Which groups exist?',
      rules: ['comparison_type.liveness-only', 'comparison_type.values'],
    },
    {
      question:
        'The example of a failure reads INVALID_ARGUMENTS: return_url, a code that the error tables lack. Is it used, and for what?',
      rules: ['return_url.format', 'notify_url.format', 'response.known-errors'],
    },
    {
      question:
        'NO_FACE_FOUND and MULTIPLE_FACES stand in the parameter text but not in the tables, without a suffix. Do they name the photo?',
      rules: [],
      wording: ['image_ref.no-face', 'image_ref.multiple-faces'],
    },
    {
      question: 'AUTHORIZATION_ERROR reasons end with a full stop and a space inside the quotes. Which is sent?',
      rules: [],
      wording: ['auth.denied', 'auth.no-data-source'],
    },
    { question: 'What does a repeated biz_no get?', rules: ['biz_no.unique'] },
    { question: 'What does a scene_id that does not exist get?', rules: ['scene_id.unknown'] },
    { question: 'What does a screen_replay other than 0 and 1 get?', rules: ['screen_replay.other'] },
    {
      question: 'Are return_url and notify_url checked for being a URL?',
      rules: ['return_url.format', 'notify_url.format'],
    },
    { question: 'Which image formats and sizes are read?', rules: ['image_ref.types', 'image_ref.fourth'] },
    {
      question: 'How long does a token live, and in which unit is expired_time?',
      rules: [],
      wording: ['response.expired_time'],
    },
    { question: 'Is the check digit or the birth date of idcard_number verified?', rules: ['idcard_number.checksum'] },
    { question: 'In which order are several faults reported?', rules: ['auth.order'] },
    { question: 'What do other HTTP methods get?', rules: ['endpoint.method'] },
  ],
  requests,
} as const satisfies Contract;

/** The id of a rule of GetToken; a scenario with any other does not compile. */
export type RuleId = (typeof rules)[number]['id'];

/** The name of a documented parameter of GetToken. */
export type GetTokenParameter = (typeof parameters)[number]['name'];
