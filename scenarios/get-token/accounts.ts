import type { RuleId } from '../../contracts/get-token/get-token.js';
import type { Scenario } from '../../src/conformance/scenario/types.js';

export default [
  { rule: 'api_key.required', name: 'api_key left out', without: ['api_key'], expect: '400 MISSING_ARGUMENTS: api_key' },
  { rule: 'api_key.required', name: 'api_key left out, urlencoded', form: 'urlencoded', without: ['api_key'], expect: '400 MISSING_ARGUMENTS: api_key' },
  { rule: 'api_key.required', name: 'api_key empty', with: { api_key: '' }, expect: ['400 MISSING_ARGUMENTS: api_key', '400 BAD_ARGUMENTS:api_key', '403 AUTHENTICATION_ERROR'] },
  { rule: 'api_key.required', name: 'api_key given', expect: '200 token' },

  { rule: 'api_secret.required', name: 'api_secret left out', without: ['api_secret'], expect: '400 MISSING_ARGUMENTS: api_secret' },
  { rule: 'api_secret.required', name: 'api_secret left out, urlencoded', form: 'urlencoded', without: ['api_secret'], expect: '400 MISSING_ARGUMENTS: api_secret' },
  { rule: 'api_secret.required', name: 'api_secret empty', with: { api_secret: '' }, expect: ['400 MISSING_ARGUMENTS: api_secret', '400 BAD_ARGUMENTS:api_secret', '403 AUTHENTICATION_ERROR'] },
  { rule: 'api_secret.required', name: 'api_secret given', expect: '200 token' },

  { rule: 'auth.mismatch', name: 'key and secret that belong together', expect: '200 token' },
  { rule: 'auth.mismatch', name: 'a secret drawn at random', with: { api_secret: { wrong: 'random' } }, expect: '403 AUTHENTICATION_ERROR' },
  { rule: 'auth.mismatch', name: 'the secret with another last character', with: { api_secret: { wrong: 'last character' } }, expect: '403 AUTHENTICATION_ERROR' },
  { rule: 'auth.mismatch', name: 'the secret without its last character', with: { api_secret: { wrong: 'one character less' } }, expect: '403 AUTHENTICATION_ERROR' },
  { rule: 'auth.mismatch', name: 'the secret with one character more', with: { api_secret: { wrong: 'one character more' } }, expect: '403 AUTHENTICATION_ERROR' },
  { rule: 'auth.mismatch', name: 'the secret with its letters in the other case', with: { api_secret: { wrong: 'case' } }, expect: '403 AUTHENTICATION_ERROR' },
  { rule: 'auth.mismatch', name: 'the secret of another account', with: { api_secret: { wrong: 'other account' } }, expect: '403 AUTHENTICATION_ERROR' },
  { rule: 'auth.mismatch', name: 'a key that does not exist', with: { api_key: { wrong: 'random' } }, expect: '403 AUTHENTICATION_ERROR' },
  { rule: 'auth.mismatch', name: 'the key with another last character', with: { api_key: { wrong: 'last character' } }, expect: '403 AUTHENTICATION_ERROR' },
  { rule: 'auth.mismatch', name: 'a secret drawn at random, urlencoded', form: 'urlencoded', with: { api_secret: { wrong: 'random' } }, expect: '403 AUTHENTICATION_ERROR' },

  { rule: 'auth.denied', name: 'an account without the API, liveness only', as: 'denied', expect: '403 AUTHORIZATION_ERROR:Denied.' },
  { rule: 'auth.denied', name: 'an account without the API, own photo', as: 'denied', base: 'own-photo', expect: '403 AUTHORIZATION_ERROR:Denied.' },
  { rule: 'auth.denied', name: 'an account without the API, urlencoded', as: 'denied', form: 'urlencoded', expect: '403 AUTHORIZATION_ERROR:Denied.' },
  { rule: 'auth.denied', name: 'an account with the API', expect: '200 token' },

  { rule: 'auth.no-data-source', name: 'comparison_type=1 without the permission', as: 'no_data_source', base: 'data-source', expect: '403 AUTHORIZATION_ERROR:No data source permission.' },
  { rule: 'auth.no-data-source', name: 'comparison_type=1 with a photo, without the permission', as: 'no_data_source', base: 'data-source', with: { image_ref1: { photo: 'one face' } }, expect: '403 AUTHORIZATION_ERROR:No data source permission.' },
  { rule: 'auth.no-data-source', name: 'comparison_type=0 without the permission', as: 'no_data_source', base: 'own-photo', expect: '200 token' },
  { rule: 'auth.no-data-source', name: 'comparison_type=-1 without the permission', as: 'no_data_source', expect: '200 token' },
  { rule: 'auth.no-data-source', name: 'comparison_type=1 with the permission', base: 'data-source', expect: '200 token' },

  { rule: 'concurrency.limit', name: 'as many requests in flight as the limit allows', kind: 'burst', as: 'limited', burst: 'at the limit' },
  { rule: 'concurrency.limit', name: 'one request in flight above the limit', kind: 'burst', as: 'limited', burst: 'one above the limit' },
  { rule: 'concurrency.limit', name: 'twice as many requests in flight as the limit allows', kind: 'burst', as: 'limited', burst: 'far above the limit' },
  { rule: 'concurrency.limit', name: 'single requests after a burst', kind: 'burst', as: 'limited', burst: 'after a burst' },

  { rule: 'auth.order', name: 'a wrong secret and no biz_no', with: { api_secret: { wrong: 'random' } }, without: ['biz_no'], expect: 'observe' },
  { rule: 'auth.order', name: 'no key and a comparison_type of 2', with: { comparison_type: '2' }, without: ['api_key'], expect: 'observe' },
  { rule: 'auth.order', name: 'neither key nor secret', without: ['api_key', 'api_secret'], expect: 'observe' },
  { rule: 'auth.order', name: 'a denied account and no comparison_type', as: 'denied', without: ['comparison_type'], expect: 'observe' },
  { rule: 'auth.order', name: 'no data-source permission and no idcard_name', as: 'no_data_source', base: 'data-source', without: ['idcard_name'], expect: 'observe' },
  { rule: 'auth.order', name: 'neither return_url nor biz_no', without: ['return_url', 'biz_no'], expect: 'observe' },
  { rule: 'auth.order', name: 'a name of 33 characters and a number of 17', base: 'data-source', with: { idcard_name: { chars: 33, of: 'cjk' }, idcard_number: { idcard: { length: 17 } } }, expect: 'observe' },
  { rule: 'auth.order', name: 'a broken photo and no uuid', base: 'own-photo', with: { image_ref1: { photo: 'text' } }, without: ['uuid'], expect: 'observe' },
  { rule: 'auth.order', name: 'a photo without a face before a broken one', base: 'own-photo', with: { image_ref1: { photo: 'landscape' }, image_ref2: { photo: 'text' } }, expect: 'observe' },
  { rule: 'auth.order', name: 'a photo with two faces before one without a face', base: 'own-photo', with: { image_ref1: { photo: 'two faces' }, image_ref2: { photo: 'landscape' } }, expect: 'observe' },
] as const satisfies readonly Scenario<RuleId>[];
