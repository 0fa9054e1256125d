import type { GetResultRuleId } from '../../contracts/get-result/get-result.js';
import { SIGNS, WHITESPACE } from '../../contracts/get-token/texts.js';
import type { Scenario } from '../../src/conformance/scenario/types.js';

const CHECK = { biz_id: { fromCallback: 'biz_id' } } as const;

// Scenarios of kind result walk the liveness flow first and name its check; the others need no check that has ended.
export default [
  { rule: 'get_result.get', kind: 'result', name: 'the check of liveness alone', with: CHECK, expect: '200 result', see: 'the fields of a result' },
  { rule: 'get_result.get', kind: 'result', name: 'a check with an own photo', flow: { base: 'own-photo' }, with: CHECK, expect: '200 result', see: 'the fields of a result' },
  { rule: 'get_result.get', kind: 'result', name: 'a check with the data source', flow: { base: 'data-source' }, with: CHECK, expect: '200 result', see: 'the fields of a result' },

  { rule: 'get_result.method', name: 'POST', method: 'POST', expect: 'observe' },
  { rule: 'get_result.method', name: 'HEAD', method: 'HEAD', expect: 'observe' },
  { rule: 'get_result.method', name: 'DELETE', method: 'DELETE', expect: 'observe' },

  { rule: 'get_result.api_key.required', name: 'api_key left out', without: ['api_key'], expect: '400 MISSING_ARGUMENTS: api_key' },
  { rule: 'get_result.api_key.required', name: 'api_key empty', with: { api_key: '' }, expect: ['400 MISSING_ARGUMENTS: api_key', '400 BAD_ARGUMENTS:api_key', '403 AUTHENTICATION_ERROR'] },
  { rule: 'get_result.api_key.required', kind: 'result', name: 'api_key left out, of a check that has ended', with: CHECK, without: ['api_key'], expect: '400 MISSING_ARGUMENTS: api_key' },
  { rule: 'get_result.api_key.required', kind: 'result', name: 'api_key given', with: CHECK, expect: '200 result' },
  { rule: 'get_result.api_secret.required', name: 'api_secret left out', without: ['api_secret'], expect: '400 MISSING_ARGUMENTS: api_secret' },
  { rule: 'get_result.api_secret.required', name: 'api_secret empty', with: { api_secret: '' }, expect: ['400 MISSING_ARGUMENTS: api_secret', '400 BAD_ARGUMENTS:api_secret', '403 AUTHENTICATION_ERROR'] },
  { rule: 'get_result.api_secret.required', kind: 'result', name: 'api_secret left out, of a check that has ended', with: CHECK, without: ['api_secret'], expect: '400 MISSING_ARGUMENTS: api_secret' },
  { rule: 'get_result.api_secret.required', kind: 'result', name: 'api_secret given', with: CHECK, expect: '200 result' },

  { rule: 'get_result.auth.mismatch', name: 'a secret drawn at random', with: { api_secret: { wrong: 'random' } }, expect: '403 AUTHENTICATION_ERROR' },
  { rule: 'get_result.auth.mismatch', name: 'the secret with another last character', with: { api_secret: { wrong: 'last character' } }, expect: '403 AUTHENTICATION_ERROR' },
  { rule: 'get_result.auth.mismatch', name: 'the secret with its letters in the other case', with: { api_secret: { wrong: 'case' } }, expect: '403 AUTHENTICATION_ERROR' },
  { rule: 'get_result.auth.mismatch', name: 'a key that does not exist', with: { api_key: { wrong: 'random' } }, expect: '403 AUTHENTICATION_ERROR' },
  { rule: 'get_result.auth.mismatch', kind: 'result', name: 'a wrong secret, of a check that has ended', with: { ...CHECK, api_secret: { wrong: 'random' } }, expect: '403 AUTHENTICATION_ERROR' },
  { rule: 'get_result.auth.mismatch', kind: 'result', name: 'key and secret that belong together', with: CHECK, expect: '200 result' },

  { rule: 'get_result.auth.denied', name: 'an account without the API', as: 'denied', expect: '403 AUTHORIZATION_ERROR:Denied.' },
  { rule: 'get_result.auth.denied', kind: 'result', name: 'an account without the API, of a check that has ended', as: 'denied', with: CHECK, expect: '403 AUTHORIZATION_ERROR:Denied.' },
  { rule: 'get_result.auth.denied', kind: 'result', name: 'an account with the API', with: CHECK, expect: '200 result' },

  { rule: 'get_result.biz_id.required', name: 'biz_id left out', without: ['biz_id'], expect: '400 MISSING_ARGUMENTS: biz_id' },
  { rule: 'get_result.biz_id.required', name: 'biz_id empty', with: { biz_id: '' }, expect: ['400 MISSING_ARGUMENTS: biz_id', '400 BAD_ARGUMENTS:biz_id', '400 RESULT_NOT_FOUND'] },
  { rule: 'get_result.biz_id.required', name: 'biz_id left out, with get_image_type', with: { get_image_type: '1' }, without: ['biz_id'], expect: '400 MISSING_ARGUMENTS: biz_id' },
  { rule: 'get_result.biz_id.required', kind: 'result', name: 'biz_id given', with: CHECK, expect: '200 result' },

  { rule: 'get_result.biz_id.unknown', name: 'an id of the right form', expect: '400 RESULT_NOT_FOUND' },
  { rule: 'get_result.biz_id.unknown', name: 'a word', with: { biz_id: { unique: 'nobody-{}' } }, expect: '400 RESULT_NOT_FOUND' },
  { rule: 'get_result.biz_id.unknown', name: 'an id that looks like a token', with: { biz_id: { unique: '34fb21937e47ae719f11{}' } }, expect: '400 RESULT_NOT_FOUND' },

  { rule: 'get_result.biz_id.other-account', kind: 'result', name: 'asked for by the account with the limit', as: 'limited', with: CHECK, expect: 'observe' },

  { rule: 'get_result.get_image_type.default', kind: 'result', name: 'left out', with: CHECK, expect: '200 result', see: 'no images' },
  { rule: 'get_result.get_image_type.default', kind: 'result', name: '0', with: { ...CHECK, get_image_type: '0' }, expect: '200 result', see: 'no images' },
  { rule: 'get_result.get_image_type.values', kind: 'result', name: '1', with: { ...CHECK, get_image_type: '1' }, expect: '200 result', see: 'the best image' },
  { rule: 'get_result.get_image_type.values', kind: 'result', name: '2', with: { ...CHECK, get_image_type: '2' }, expect: '200 result', see: 'all images' },
  { rule: 'get_result.get_image_type.number', kind: 'result', name: 'a word', with: { ...CHECK, get_image_type: 'one' }, expect: '400 BAD_ARGUMENTS:get_image_type' },
  { rule: 'get_result.get_image_type.number', kind: 'result', name: 'a letter behind a digit', with: { ...CHECK, get_image_type: '1a' }, expect: '400 BAD_ARGUMENTS:get_image_type' },
  { rule: 'get_result.get_image_type.number', kind: 'result', name: '0', with: { ...CHECK, get_image_type: '0' }, expect: '200 result' },
  { rule: 'get_result.get_image_type.other', kind: 'result', name: '3', with: { ...CHECK, get_image_type: '3' }, expect: 'observe' },

  { rule: 'get_result.echo', kind: 'result', name: 'biz_no with quotes, markup, percent and plus signs', flow: { with: SIGNS }, with: CHECK, expect: '200 result', see: 'biz_no comes back' },
  { rule: 'get_result.echo', kind: 'result', name: 'biz_no with whitespace around it and emoji', flow: { with: WHITESPACE }, with: CHECK, expect: '200 result', see: 'biz_no comes back' },
  { rule: 'get_result.echo', kind: 'result', name: 'biz_extra_data with quotes, markup, percent and plus signs', flow: { with: SIGNS }, with: CHECK, expect: '200 result', see: 'biz_extra_data comes back' },
  { rule: 'get_result.echo', kind: 'result', name: 'biz_extra_data with line breaks of both kinds', flow: { with: WHITESPACE }, with: CHECK, expect: '200 result', see: 'biz_extra_data comes back' },

  { rule: 'get_result.same', kind: 'result', name: 'after liveness alone', with: CHECK, expect: '200 result', see: 'the same as the callbacks' },
  { rule: 'get_result.same', kind: 'result', name: 'after a comparison with an own photo', flow: { base: 'own-photo' }, with: CHECK, expect: '200 result', see: 'the same as the callbacks' },
  { rule: 'get_result.same', kind: 'result', name: 'after a comparison with the data source', flow: { base: 'data-source' }, with: CHECK, expect: '200 result', see: 'the same as the callbacks' },

  { rule: 'get_result.repeat', kind: 'result', name: 'asked for a second time', with: CHECK, again: true, expect: 'observe' },

  { rule: 'get_result.response.request_id', name: 'every answer has a request_id', kind: 'sweep', check: 'request_id present' },
  { rule: 'get_result.response.request_id', name: 'no request_id comes twice', kind: 'sweep', check: 'request_id unique' },
  { rule: 'get_result.response.request_id', name: 'a missing parameter', without: ['biz_id'], expect: '400 MISSING_ARGUMENTS: biz_id' },
  { rule: 'get_result.response.request_id', name: 'a wrong secret', with: { api_secret: { wrong: 'random' } }, expect: '403 AUTHENTICATION_ERROR' },
  { rule: 'get_result.response.request_id', kind: 'result', name: 'a result', with: CHECK, expect: '200 result' },
  { rule: 'get_result.response.time_used', name: 'every answer has an integer time_used', kind: 'sweep', check: 'time_used present' },
  { rule: 'get_result.response.time_used', name: 'no time_used is longer than the time seen from outside', kind: 'sweep', check: 'time_used true' },
  { rule: 'get_result.response.time_used', name: 'a missing parameter', without: ['biz_id'], expect: '400 MISSING_ARGUMENTS: biz_id' },
  { rule: 'get_result.response.time_used', kind: 'result', name: 'a result', with: CHECK, expect: '200 result' },
  { rule: 'get_result.response.error_message', name: 'every failure has an error_message', kind: 'sweep', check: 'error_message present' },
  { rule: 'get_result.response.error_message', name: 'no success has an error_message', kind: 'sweep', check: 'error_message absent on success' },
  { rule: 'get_result.response.error_message', name: 'a missing parameter', without: ['biz_id'], expect: '400 MISSING_ARGUMENTS: biz_id' },
  { rule: 'get_result.response.error_message', kind: 'result', name: 'a result', with: CHECK, expect: '200 result' },
  { rule: 'get_result.known-errors', name: 'every failure has a code and a status of the page', kind: 'sweep', check: 'known errors' },
  { rule: 'get_result.known-errors', name: 'an unknown biz_id', expect: '400 RESULT_NOT_FOUND' },
  { rule: 'get_result.known-errors', name: 'a missing parameter', without: ['api_key'], expect: '400 MISSING_ARGUMENTS: api_key' },
] as const satisfies readonly Scenario<GetResultRuleId>[];
