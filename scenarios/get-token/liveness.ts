import type { RuleId } from '../../contracts/get-token/get-token.js';
import type { Scenario } from '../../src/scenario/types.js';

// Each walks the liveness flow in a browser once: token, page, notify, return.
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
  { rule: 'notify_url.signature', kind: 'flow', name: 'data with CJK, emoji and signs', with: { biz_extra_data: '备注：“一” 100% a+b=c & d/e \\ 😀' }, see: 'signature right' },

  { rule: 'biz_no.echo', kind: 'flow', name: 'letters of both cases, digits, quotes, markup, percent and plus signs', with: { biz_no: { unique: 'Order {} "a\'b" <b>&amp;</b> 100%25 1+1=2 c:\\new/x' } }, see: 'biz_no comes back' },
  { rule: 'biz_no.echo', kind: 'flow', name: 'the same letters and signs, urlencoded', form: 'urlencoded', with: { biz_no: { unique: 'Order {} "a\'b" <b>&amp;</b> 100%25 1+1=2 c:\\new/x' } }, see: 'biz_no comes back' },
  { rule: 'biz_no.echo', kind: 'flow', name: 'blanks around it, emoji and an accent as a character of its own', with: { biz_no: { unique: '  订单 {} 👍🏽 cafe\u0301 ' } }, see: 'biz_no comes back' },
  { rule: 'biz_no.echo', kind: 'flow', name: 'digits alone', with: { biz_no: { chars: 20, of: 'digits' } }, see: 'biz_no comes back' },
  { rule: 'biz_no.echo', kind: 'flow', name: '128 bytes, nearly all CJK', with: { biz_no: { bytes: 128, of: 'cjk' } }, see: 'biz_no comes back' },
  { rule: 'biz_no.echo', kind: 'flow', name: '128 ASCII bytes', with: { biz_no: { bytes: 128, of: 'ascii' } }, see: 'biz_no comes back' },

  { rule: 'biz_extra_data.echo', kind: 'flow', name: 'letters of both cases, quotes, markup, percent and plus signs', with: { biz_extra_data: '"Ann\'s" <script>alert(1)</script> &lt; 100%25 1+1=2 c:\\new/x ${x} {{y}}' }, see: 'biz_extra_data comes back' },
  { rule: 'biz_extra_data.echo', kind: 'flow', name: 'line breaks of both kinds, tabs and blanks around', with: { biz_extra_data: ' \none\ntwo\r\nthree\n\n\tfour \n' }, see: 'biz_extra_data comes back' },
  { rule: 'biz_extra_data.echo', kind: 'flow', name: 'CJK, emoji and an accent as a character of its own, urlencoded', form: 'urlencoded', with: { biz_extra_data: '客户 A+B 👨‍👩‍👧 cafe\u0301 100% 𠮷' }, see: 'biz_extra_data comes back' },
  { rule: 'biz_extra_data.echo', kind: 'flow', name: 'a JSON text', with: { biz_extra_data: '{"order": 7, "items": ["a", null], "note": "\\u4f60"}' }, see: 'biz_extra_data comes back' },
  { rule: 'biz_extra_data.echo', kind: 'flow', name: '4096 bytes, nearly all CJK', with: { biz_extra_data: { bytes: 4096, of: 'cjk' } }, see: 'biz_extra_data comes back' },

  { rule: 'screen_replay.result', kind: 'flow', name: '1', base: 'own-photo', with: { screen_replay: '1' }, see: 'screen-replay fields there' },
  { rule: 'screen_replay.result', kind: 'flow', name: '1 with a name and a number', base: 'data-source', with: { screen_replay: '1' }, see: 'screen-replay fields there' },
  { rule: 'screen_replay.result', kind: 'flow', name: '0', base: 'own-photo', with: { screen_replay: '0' }, see: 'no screen-replay fields' },
  { rule: 'screen_replay.result', kind: 'flow', name: 'left out', base: 'data-source', see: 'no screen-replay fields' },
] as const satisfies readonly Scenario<RuleId>[];
