import type { RuleId } from '../../contracts/get-token/get-token.js';
import type { Scenario } from '../../src/conformance/scenario/types.js';

// Sweeps judge every answer of the whole run; the requests beside them make sure that there are answers of each kind
// when a single rule is run by itself.
export default [
  { rule: 'response.json', name: 'every answer is one JSON object', kind: 'sweep', check: 'one JSON object' },
  { rule: 'response.json', name: 'a success', expect: '200 token' },
  { rule: 'response.json', name: 'a missing parameter', without: ['notify_url'], expect: '400 MISSING_ARGUMENTS: notify_url' },
  { rule: 'response.json', name: 'a refused account', with: { api_secret: { wrong: 'random' } }, expect: '403 AUTHENTICATION_ERROR' },

  { rule: 'response.success-status', name: 'every success has the status 200, no failure has it', kind: 'sweep', check: 'success is 200' },
  { rule: 'response.success-status', name: 'a success', expect: '200 token' },
  { rule: 'response.success-status', name: 'a failure', without: ['return_url'], expect: '400 MISSING_ARGUMENTS: return_url' },

  { rule: 'response.request_id', name: 'every answer has a request_id', kind: 'sweep', check: 'request_id present' },
  { rule: 'response.request_id', name: 'no request_id comes twice', kind: 'sweep', check: 'request_id unique' },
  { rule: 'response.request_id', name: 'a success', expect: '200 token' },
  { rule: 'response.request_id', name: 'the next success', expect: '200 token' },
  { rule: 'response.request_id', name: 'a bad parameter', with: { comparison_type: '7' }, expect: '400 BAD_ARGUMENTS:comparison_type' },
  { rule: 'response.request_id', name: 'a wrong secret', with: { api_secret: { wrong: 'random' } }, expect: '403 AUTHENTICATION_ERROR' },
  { rule: 'response.request_id', name: 'a wrong identity number', base: 'data-source', with: { idcard_number: { idcard: { length: 17 } } }, expect: '400 INVALID_IDCARD_NUMBER' },

  { rule: 'response.time_used', name: 'every answer has an integer time_used', kind: 'sweep', check: 'time_used present' },
  { rule: 'response.time_used', name: 'no time_used is longer than the time seen from outside', kind: 'sweep', check: 'time_used true' },
  { rule: 'response.time_used', name: 'a success', expect: '200 token' },
  { rule: 'response.time_used', name: 'a success with a photo', base: 'own-photo', expect: '200 token' },
  { rule: 'response.time_used', name: 'a missing parameter', without: ['comparison_type'], expect: '400 MISSING_ARGUMENTS: comparison_type' },
  { rule: 'response.time_used', name: 'a wrong secret', with: { api_secret: { wrong: 'random' } }, expect: '403 AUTHENTICATION_ERROR' },

  { rule: 'response.token', name: 'every success has a token', kind: 'sweep', check: 'token present' },
  { rule: 'response.token', name: 'no token comes twice', kind: 'sweep', check: 'token unique' },
  { rule: 'response.token', name: 'no failure has a token', kind: 'sweep', check: 'token absent on failure' },
  { rule: 'response.token', name: 'a success', expect: '200 token' },
  { rule: 'response.token', name: 'the next success', expect: '200 token' },
  { rule: 'response.token', name: 'a success with a photo', base: 'own-photo', expect: '200 token' },
  { rule: 'response.token', name: 'a failure', without: ['biz_no'], expect: '400 MISSING_ARGUMENTS: biz_no' },

  { rule: 'response.expired_time', name: 'every success has an integer expired_time', kind: 'sweep', check: 'expired_time present' },
  { rule: 'response.expired_time', name: 'every expired_time is a time in the future, in seconds', kind: 'sweep', check: 'expired_time in the future' },
  { rule: 'response.expired_time', name: 'a success', expect: '200 token' },
  { rule: 'response.expired_time', name: 'a success with a name and a number', base: 'data-source', expect: '200 token' },

  { rule: 'response.error_message', name: 'every failure has an error_message', kind: 'sweep', check: 'error_message present' },
  { rule: 'response.error_message', name: 'no success has an error_message', kind: 'sweep', check: 'error_message absent on success' },
  { rule: 'response.error_message', name: 'a success', expect: '200 token' },
  { rule: 'response.error_message', name: 'a missing parameter', without: ['biz_no'], expect: '400 MISSING_ARGUMENTS: biz_no' },
  { rule: 'response.error_message', name: 'a wrong secret', with: { api_secret: { wrong: 'random' } }, expect: '403 AUTHENTICATION_ERROR' },

  { rule: 'response.known-errors', name: 'every failure has a code and a status of the page', kind: 'sweep', check: 'known errors' },
  { rule: 'response.known-errors', name: 'a missing parameter', without: ['notify_url'], expect: '400 MISSING_ARGUMENTS: notify_url' },
  { rule: 'response.known-errors', name: 'a bad parameter', with: { comparison_type: '9' }, expect: '400 BAD_ARGUMENTS:comparison_type' },
  { rule: 'response.known-errors', name: 'a wrong name', base: 'data-source', with: { idcard_name: { chars: 33, of: 'cjk' } }, expect: '400 INVALID_NAME_FORMAT' },

  { rule: 'error.internal', name: 'every INTERNAL_ERROR goes away when the request is sent again', kind: 'sweep', check: 'internal errors pass' },
  { rule: 'error.internal', name: 'a valid request is answered, sent again if need be', expect: '200 token' },
  { rule: 'error.internal', name: 'a valid request with a photo is answered, sent again if need be', base: 'own-photo', expect: '200 token' },
] as const satisfies readonly Scenario<RuleId>[];
