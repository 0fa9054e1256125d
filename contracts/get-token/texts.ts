// Values that services often change on their way from a request to a callback. Both fields are tried at once: scenarios with the
// same request share a walk through the flow.
export const SIGNS = {
  biz_no: { unique: 'Order {} "a\'b" <b>&amp;</b> 100%25 1+1=2 c:\\new/x' },
  biz_extra_data: '"Ann\'s" <script>alert(1)</script> &lt; 100%25 1+1=2 c:\\new/x ${x} {{y}}',
} as const;
export const URLENCODED_SIGNS = {
  biz_no: SIGNS.biz_no,
  biz_extra_data: '客户 A+B 👨‍👩‍👧 cafe\u0301 100% 𠮷',
} as const;
export const WHITESPACE = {
  biz_no: { unique: '  订单 {} 👍🏽 cafe\u0301 ' },
  biz_extra_data: ' \none\ntwo\r\nthree\n\n\tfour \n',
} as const;
export const DIGITS_AND_JSON = {
  biz_no: { chars: 20, of: 'digits' },
  biz_extra_data: '{"order": 7, "items": ["a", null], "note": "\\u4f60"}',
} as const;
export const LONG_CJK = { biz_no: { bytes: 128, of: 'cjk' }, biz_extra_data: { bytes: 4096, of: 'cjk' } } as const;
