import type { RuleId } from '../../contracts/get-token/get-token.js';
import { DIGITS_AND_JSON, LONG_CJK, SIGNS, URLENCODED_SIGNS, WHITESPACE } from '../../contracts/get-token/texts.js';
import type { Scenario } from '../../src/conformance/scenario/types.js';

// Each walks the liveness flow in a browser: token, page, notify, return. Scenarios with the same request share a walk.
export default [
  { rule: 'token.expiry', kind: 'flow', name: 'opened after expired_time', see: 'token refused after expired_time' },
  { rule: 'token.expiry', kind: 'flow', name: 'opened shortly before expired_time', see: 'token works before expired_time' },
  { rule: 'token.single-use', kind: 'flow', name: 'walked to the end, then opened again', see: 'token refused the second time' },
  { rule: 'token.single-use', kind: 'flow', name: 'opened in a second window while the first is under way', see: 'token refused while in use' },

  { rule: 'return_url.post', kind: 'flow', name: 'after liveness alone', see: 'return_url posted' },
  { rule: 'return_url.post', kind: 'flow', name: 'after a comparison with the data source', base: 'data-source', see: 'return_url posted' },
  { rule: 'notify_url.post', kind: 'flow', name: 'after liveness alone', see: 'notify_url posted' },
  { rule: 'notify_url.post', kind: 'flow', name: 'after a comparison with an own photo', base: 'own-photo', see: 'notify_url posted' },
  { rule: 'notify_url.signature', kind: 'flow', name: 'data of ASCII alone', see: 'signature right' },
  { rule: 'notify_url.signature', kind: 'flow', name: 'data with CJK, emoji and signs', form: 'urlencoded', with: URLENCODED_SIGNS, see: 'signature right' },
  { rule: 'notify_url.signature', kind: 'flow', name: 'data with line breaks of both kinds', with: WHITESPACE, see: 'signature right' },

  { rule: 'biz_no.echo', kind: 'flow', name: 'letters of both cases, digits, quotes, markup, percent and plus signs', with: SIGNS, see: 'biz_no comes back' },
  { rule: 'biz_no.echo', kind: 'flow', name: 'the same letters and signs, urlencoded', form: 'urlencoded', with: URLENCODED_SIGNS, see: 'biz_no comes back' },
  { rule: 'biz_no.echo', kind: 'flow', name: 'whitespace around it, emoji and an accent as a character of its own', with: WHITESPACE, see: 'biz_no comes back' },
  { rule: 'biz_no.echo', kind: 'flow', name: 'digits alone', with: DIGITS_AND_JSON, see: 'biz_no comes back' },
  { rule: 'biz_no.echo', kind: 'flow', name: '128 bytes, nearly all CJK', with: LONG_CJK, see: 'biz_no comes back' },
  { rule: 'biz_no.echo', kind: 'flow', name: '128 ASCII bytes', with: { biz_no: { bytes: 128, of: 'ascii' } }, see: 'biz_no comes back' },

  { rule: 'biz_extra_data.echo', kind: 'flow', name: 'letters of both cases, quotes, markup, percent and plus signs', with: SIGNS, see: 'biz_extra_data comes back' },
  { rule: 'biz_extra_data.echo', kind: 'flow', name: 'line breaks of both kinds, tabs and whitespace around', with: WHITESPACE, see: 'biz_extra_data comes back' },
  { rule: 'biz_extra_data.echo', kind: 'flow', name: 'CJK, emoji and an accent as a character of its own, urlencoded', form: 'urlencoded', with: URLENCODED_SIGNS, see: 'biz_extra_data comes back' },
  { rule: 'biz_extra_data.echo', kind: 'flow', name: 'a JSON text', with: DIGITS_AND_JSON, see: 'biz_extra_data comes back' },
  { rule: 'biz_extra_data.echo', kind: 'flow', name: '4096 bytes, nearly all CJK', with: LONG_CJK, see: 'biz_extra_data comes back' },

  { rule: 'screen_replay.result', kind: 'flow', name: '1', base: 'own-photo', with: { screen_replay: '1' }, see: 'screen-replay fields there' },
  { rule: 'screen_replay.result', kind: 'flow', name: '1 with a name and a number', base: 'data-source', with: { screen_replay: '1' }, see: 'screen-replay fields there' },
  { rule: 'screen_replay.result', kind: 'flow', name: '0', base: 'own-photo', with: { screen_replay: '0' }, see: 'no screen-replay fields' },
  { rule: 'screen_replay.result', kind: 'flow', name: 'left out', base: 'data-source', see: 'no screen-replay fields' },
] as const satisfies readonly Scenario<RuleId>[];
