import type { Contract, Rule } from '../../src/contract/types.js';
import { ERROR_NOTATION } from '../common/answer.js';
import { FIELDS } from '../common/sections.js';

/** What the page of GetResult says both callbacks carry, too. */
const rules = [
  {
    id: 'callback.request_id',
    group: 'callback',
    standing: 'stated',
    text: 'data has a request_id, a string',
    outcome: 'in notify and return',
    section: FIELDS,
  },
  {
    id: 'callback.biz_id',
    group: 'callback',
    standing: 'stated',
    text: 'data has a biz_id, a string, the same in notify and return, different for every check',
    outcome: 'the id that GetResult asks for',
    section: FIELDS,
  },
  {
    id: 'callback.time_used',
    group: 'callback',
    standing: 'stated',
    text: 'data has time_used, an integer in milliseconds',
    outcome: 'in notify and return',
    section: FIELDS,
  },
  {
    id: 'callback.liveness_result',
    group: 'callback',
    standing: 'stated',
    text: 'liveness_result is an object whose result tells success or failure, with log and version, strings',
    outcome: 'in notify and return, on failure, too',
    section: FIELDS,
  },
  {
    id: 'callback.failure_reason',
    group: 'callback',
    standing: 'stated',
    text: 'failure_reason is null on success and one of seven documented reasons on failure',
    outcome: 'null or a documented reason',
    section: FIELDS,
  },
  {
    id: 'callback.verify_result.null',
    group: 'callback',
    standing: 'stated',
    text: 'verify_result is null with comparison_type=-1, and where liveness failed',
    outcome: 'null',
    section: FIELDS,
  },
  {
    id: 'callback.verify_result.faceid',
    group: 'callback',
    standing: 'stated',
    text: 'With comparison_type=1 verify_result has result_faceid with confidence and thresholds, or an error',
    outcome: 'numbers, or {"error": …}',
    section: FIELDS,
  },
  {
    id: 'callback.verify_result.ref',
    group: 'callback',
    standing: 'implied',
    text: 'verify_result has result_ref1 … for each photo sent, and none for a photo not sent',
    outcome: 'one for each photo',
    section: FIELDS,
    inferredFrom:
      'The page lists result_ref1, result_ref2 and result_ref3 as the comparisons with the photos of image_ref[x].',
  },
  {
    id: 'callback.verify_result.error',
    group: 'callback',
    standing: 'silent',
    text: 'What error of verify_result may say beside VERIFY_API_FAILED and INTERNAL_ERROR',
    outcome: 'left open',
    section: FIELDS,
  },
  {
    id: 'callback.same',
    group: 'callback',
    standing: 'implied',
    text: 'notify and return carry the same result',
    outcome: 'equal as JSON',
    section: FIELDS,
    inferredFrom: 'The page describes one content of data for notify_url and return_url.',
  },
] as const satisfies readonly Rule[];

/** What notify_url and return_url are told. Nothing is called here: both callbacks arrive by themselves. */
export const callbacks = {
  id: 'callbacks',
  name: 'Callbacks',
  endpoint: null,
  follows: 'get-token',
  groups: [{ id: 'callback', title: 'What both callbacks carry' }],
  parameters: [],
  // What `data` holds is looked at like an answer.
  answer: {
    fields: [
      { name: 'request_id', type: 'string', present: 'always', description: 'Serial of the check' },
      { name: 'biz_id', type: 'string', present: 'always', description: 'The id that GetResult asks for' },
      { name: 'biz_no', type: 'string', present: 'always', description: 'As given to GetToken' },
      { name: 'biz_extra_data', type: 'string', present: 'sometimes', description: 'As given to GetToken' },
      { name: 'liveness_result', type: 'object', present: 'always', description: 'How the check ended' },
      { name: 'verify_result', type: 'object or null', present: 'always', description: 'The comparison' },
      { name: 'time_used', type: 'integer', present: 'always', description: 'Milliseconds' },
    ],
    success: { word: 'result', text: 'a result', field: '' },
    error: ERROR_NOTATION,
  },
  errors: [],
  rules,
  openQuestions: [
    {
      question: 'Which texts may error of verify_result hold beside VERIFY_API_FAILED and INTERNAL_ERROR?',
      rules: ['callback.verify_result.error'],
    },
  ],
  requests: {},
} as const satisfies Contract;

/** The reasons of a failed check, spelt as the page spells them. */
export const FAILURE_REASONS = [
  'action_mixed',
  'not_video',
  'timeout',
  'quality_check_timeout',
  'no_input_frame',
  'interrupt_in_mirro_state',
  'interrupt_in_action_state',
] as const;

export type FailureReason = (typeof FAILURE_REASONS)[number];

/** The id of a rule of the callbacks. */
export type CallbackRuleId = (typeof rules)[number]['id'];
