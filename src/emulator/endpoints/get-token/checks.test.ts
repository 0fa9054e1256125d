import { describe, expect, test } from 'vitest';
import { emulatorAccounts } from '../../accounts.js';
import {
  ask,
  COMMON_FIELDS,
  DATA_SOURCE,
  type Fields,
  LIVENESS_ONLY,
  OWN_PHOTO,
  testApp,
  type Value,
  withFields,
} from '../../testing/test-app.js';

type Changes = Readonly<Record<string, Value | undefined>>;
const as = (role: keyof typeof emulatorAccounts): Changes => ({
  api_key: emulatorAccounts[role].apiKey,
  api_secret: emulatorAccounts[role].apiSecret,
});
const GBK_NAME = Uint8Array.of(0xcd, 0xf5, 0xd0, 0xa1, 0xc3, 0xf7);
const cjk = (count: number) => '字'.repeat(count);
const emoji = (count: number) => '😀'.repeat(count);

// [rule, what is sent, valid request it starts from, what is changed, error as the page spells it; '' for a token]
const cases: readonly (readonly [rule: string, what: string, base: Fields, changes: Changes, error: string])[] = [
  ['api_key.required', 'without it', LIVENESS_ONLY, { api_key: undefined }, 'MISSING_ARGUMENTS: api_key'],
  ['api_key.required', 'empty', LIVENESS_ONLY, { api_key: '' }, 'MISSING_ARGUMENTS: api_key'],
  ['api_secret.required', 'without it', LIVENESS_ONLY, { api_secret: undefined }, 'MISSING_ARGUMENTS: api_secret'],
  ['auth.mismatch', 'unknown key', LIVENESS_ONLY, { api_key: 'nobody' }, 'AUTHENTICATION_ERROR'],
  ['auth.mismatch', 'wrong secret', LIVENESS_ONLY, { api_secret: 'wrong' }, 'AUTHENTICATION_ERROR'],
  [
    'auth.mismatch',
    "another account's secret",
    LIVENESS_ONLY,
    { api_secret: emulatorAccounts.denied.apiSecret },
    'AUTHENTICATION_ERROR',
  ],
  ['auth.mismatch', 'key that is not UTF-8', LIVENESS_ONLY, { api_key: GBK_NAME }, 'AUTHENTICATION_ERROR'],
  ['auth.denied', 'account without permission', LIVENESS_ONLY, as('denied'), 'AUTHORIZATION_ERROR:Denied.'],
  [
    'auth.no-data-source',
    'type 1',
    DATA_SOURCE,
    as('no_data_source'),
    'AUTHORIZATION_ERROR:No data source permission.',
  ],
  ['auth.no-data-source', 'type 0 is not concerned', OWN_PHOTO, as('no_data_source'), ''],

  [
    'comparison_type.required',
    'without it',
    LIVENESS_ONLY,
    { comparison_type: undefined },
    'MISSING_ARGUMENTS: comparison_type',
  ],
  ...['2', '01', 'one', ' 1', '１', '-1\n', '+1', '1.0'].map(
    (value) =>
      [
        'comparison_type.values',
        JSON.stringify(value),
        LIVENESS_ONLY,
        { comparison_type: value },
        'BAD_ARGUMENTS:comparison_type',
      ] as const,
  ),
  ['comparison_type.data-source', '1', DATA_SOURCE, {}, ''],
  ['comparison_type.own-photo', '0', OWN_PHOTO, {}, ''],
  ['comparison_type.liveness-only', '-1', LIVENESS_ONLY, {}, ''],

  ['idcard_name.required', 'without it', DATA_SOURCE, { idcard_name: undefined }, 'MISSING_ARGUMENTS: idcard_name'],
  ['idcard_name.required', 'not asked for with 0', OWN_PHOTO, {}, ''],
  ['idcard_name.max-chars', '32 CJK characters', DATA_SOURCE, { idcard_name: cjk(32) }, ''],
  ['idcard_name.max-chars', '33 CJK characters', DATA_SOURCE, { idcard_name: cjk(33) }, 'INVALID_NAME_FORMAT'],
  ['idcard_name.max-chars', '33 ASCII letters', DATA_SOURCE, { idcard_name: 'a'.repeat(33) }, 'INVALID_NAME_FORMAT'],
  ['idcard_name.max-chars', '32 emoji count once each', DATA_SOURCE, { idcard_name: emoji(32) }, ''],
  ['idcard_name.utf8', 'GBK bytes', DATA_SOURCE, { idcard_name: GBK_NAME }, 'INVALID_NAME_FORMAT'],
  [
    'idcard_name.utf8',
    'a lone continuation byte',
    DATA_SOURCE,
    { idcard_name: Uint8Array.of(0x41, 0x80) },
    'INVALID_NAME_FORMAT',
  ],
  [
    'idcard_name.utf8',
    'a truncated sequence',
    DATA_SOURCE,
    { idcard_name: Uint8Array.of(0xe7, 0x8e) },
    'INVALID_NAME_FORMAT',
  ],
  [
    'idcard_name.utf8',
    'an overlong slash',
    DATA_SOURCE,
    { idcard_name: Uint8Array.of(0xc0, 0xaf) },
    'INVALID_NAME_FORMAT',
  ],
  [
    'idcard_name.utf8',
    'a surrogate',
    DATA_SOURCE,
    { idcard_name: Uint8Array.of(0xed, 0xa0, 0x80) },
    'INVALID_NAME_FORMAT',
  ],
  ['idcard_name.utf8', 'not looked at with -1', LIVENESS_ONLY, { idcard_name: GBK_NAME }, ''],

  [
    'idcard_number.required',
    'without it',
    DATA_SOURCE,
    { idcard_number: undefined },
    'MISSING_ARGUMENTS: idcard_number',
  ],
  ['idcard_number.length', '17 digits', DATA_SOURCE, { idcard_number: '1'.repeat(17) }, 'INVALID_IDCARD_NUMBER'],
  ['idcard_number.length', '19 digits', DATA_SOURCE, { idcard_number: '1'.repeat(19) }, 'INVALID_IDCARD_NUMBER'],
  [
    'idcard_number.digits',
    'a letter first',
    DATA_SOURCE,
    { idcard_number: 'A10101199003071234' },
    'INVALID_IDCARD_NUMBER',
  ],
  [
    'idcard_number.digits',
    'an X in the middle',
    DATA_SOURCE,
    { idcard_number: '11010119X003071234' },
    'INVALID_IDCARD_NUMBER',
  ],
  [
    'idcard_number.digits',
    'full-width digits',
    DATA_SOURCE,
    { idcard_number: '１'.repeat(18) },
    'INVALID_IDCARD_NUMBER',
  ],
  [
    'idcard_number.digits',
    'a space inside',
    DATA_SOURCE,
    { idcard_number: '110101 9900307123X' },
    'INVALID_IDCARD_NUMBER',
  ],
  ['idcard_number.digits', 'not UTF-8', DATA_SOURCE, { idcard_number: GBK_NAME }, 'INVALID_IDCARD_NUMBER'],
  ['idcard_number.last-x', 'x', DATA_SOURCE, { idcard_number: '11010119900307123x' }, ''],
  [
    'idcard_number.last-x',
    'another letter',
    DATA_SOURCE,
    { idcard_number: '11010119900307123Y' },
    'INVALID_IDCARD_NUMBER',
  ],
  [
    'idcard_number.last-x',
    'a line break',
    DATA_SOURCE,
    { idcard_number: '11010119900307123\n' },
    'INVALID_IDCARD_NUMBER',
  ],
  [
    'idcard_number.checksum',
    'an impossible birth date is accepted',
    DATA_SOURCE,
    { idcard_number: '110101999999991234' },
    '',
  ],

  ['uuid.required', 'without it', OWN_PHOTO, { uuid: undefined }, 'MISSING_ARGUMENTS: uuid'],
  ['uuid.max-bytes', '170 CJK characters, 510 bytes', OWN_PHOTO, { uuid: cjk(170) }, ''],
  ['uuid.max-bytes', '171 CJK characters, 513 bytes', OWN_PHOTO, { uuid: cjk(171) }, 'BAD_ARGUMENTS:uuid'],
  ['uuid.max-bytes', '512 ASCII letters', OWN_PHOTO, { uuid: 'u'.repeat(512) }, ''],
  ['image_ref.required', 'no photo with 0', OWN_PHOTO, { image_ref1: undefined }, 'MISSING_ARGUMENTS: image_ref1'],
  ['image_ref.required', 'only the second', OWN_PHOTO, { image_ref1: undefined, image_ref2: 'faces:1' }, ''],
  ['image_ref.optional', 'no photo with 1', DATA_SOURCE, {}, ''],

  ['image_ref.up-to-three', 'three with 0', OWN_PHOTO, { image_ref2: 'faces:1', image_ref3: 'faces:1' }, ''],
  [
    'image_ref.up-to-three',
    'three with 1',
    DATA_SOURCE,
    { image_ref1: 'faces:1', image_ref2: 'faces:1', image_ref3: 'faces:1' },
    '',
  ],
  ['image_ref.fourth', 'is not looked at', OWN_PHOTO, { image_ref4: 'no image' }, ''],
  [
    'image_ref.format',
    'text in the first',
    OWN_PHOTO,
    { image_ref1: 'hello' },
    'IMAGE_ERROR_UNSUPPORTED_FORMAT:image_ref1',
  ],
  [
    'image_ref.format',
    'zero bytes in the first',
    OWN_PHOTO,
    { image_ref1: '' },
    'IMAGE_ERROR_UNSUPPORTED_FORMAT:image_ref1',
  ],
  [
    'image_ref.format',
    'text in the third',
    OWN_PHOTO,
    { image_ref3: 'hello' },
    'IMAGE_ERROR_UNSUPPORTED_FORMAT:image_ref3',
  ],
  [
    'image_ref.format',
    'also with 1',
    DATA_SOURCE,
    { image_ref2: 'hello' },
    'IMAGE_ERROR_UNSUPPORTED_FORMAT:image_ref2',
  ],
  [
    'image_ref.first-bad',
    'second and third bad',
    OWN_PHOTO,
    { image_ref3: 'bad', image_ref2: 'bad' },
    'IMAGE_ERROR_UNSUPPORTED_FORMAT:image_ref2',
  ],
  ['image_ref.no-face', 'first', OWN_PHOTO, { image_ref1: 'faces:0' }, 'NO_FACE_FOUND'],
  ['image_ref.no-face', 'third', OWN_PHOTO, { image_ref3: 'faces:0' }, 'NO_FACE_FOUND'],
  ['image_ref.multiple-faces', 'second', OWN_PHOTO, { image_ref2: 'faces:2' }, 'MULTIPLE_FACES'],

  ['return_url.required', 'without it', LIVENESS_ONLY, { return_url: undefined }, 'MISSING_ARGUMENTS: return_url'],
  ['notify_url.required', 'without it', LIVENESS_ONLY, { notify_url: undefined }, 'MISSING_ARGUMENTS: notify_url'],
  ...['not-a-url', 'javascript:alert(1)', ' ', '/path', 'ftp://127.0.0.1/'].flatMap((value) => [
    [
      'return_url.format',
      JSON.stringify(value),
      LIVENESS_ONLY,
      { return_url: value },
      'INVALID_ARGUMENTS: return_url',
    ] as const,
    [
      'notify_url.format',
      JSON.stringify(value),
      LIVENESS_ONLY,
      { notify_url: value },
      'INVALID_ARGUMENTS: notify_url',
    ] as const,
  ]),

  ['biz_no.required', 'without it', LIVENESS_ONLY, { biz_no: undefined }, 'MISSING_ARGUMENTS: biz_no'],
  ['biz_no.max-bytes', '42 CJK characters, 126 bytes', LIVENESS_ONLY, { biz_no: cjk(42) }, ''],
  ['biz_no.max-bytes', '43 CJK characters, 129 bytes', LIVENESS_ONLY, { biz_no: cjk(43) }, 'BAD_ARGUMENTS:biz_no'],
  ['biz_no.max-bytes', '128 ASCII letters', LIVENESS_ONLY, { biz_no: 'b'.repeat(128) }, ''],
  ['biz_no.max-bytes', '33 emoji, 132 bytes', LIVENESS_ONLY, { biz_no: emoji(33) }, 'BAD_ARGUMENTS:biz_no'],
  ['biz_extra_data.optional', 'without it', LIVENESS_ONLY, {}, ''],
  ['biz_extra_data.max-bytes', '4096 letters', LIVENESS_ONLY, { biz_extra_data: 'e'.repeat(4096) }, ''],
  [
    'biz_extra_data.max-bytes',
    '4097 letters',
    LIVENESS_ONLY,
    { biz_extra_data: 'e'.repeat(4097) },
    'BAD_ARGUMENTS:biz_extra_data',
  ],
  ['text.utf8', 'biz_no in GBK cannot come back as JSON', LIVENESS_ONLY, { biz_no: GBK_NAME }, 'BAD_ARGUMENTS:biz_no'],
  ['scene_id.unknown', 'is accepted', LIVENESS_ONLY, { scene_id: 'no-such-scene' }, ''],
  ['screen_replay.values', '0', LIVENESS_ONLY, { screen_replay: '0' }, ''],
  ['screen_replay.values', '1', LIVENESS_ONLY, { screen_replay: '1' }, ''],
  ['screen_replay.other', '2', LIVENESS_ONLY, { screen_replay: '2' }, 'BAD_ARGUMENTS:screen_replay'],
  ['multi_oriented_detection.values', '0', OWN_PHOTO, { multi_oriented_detection: '0' }, ''],
  [
    'multi_oriented_detection.values',
    '2',
    OWN_PHOTO,
    { multi_oriented_detection: '2' },
    'BAD_ARGUMENTS:multi_oriented_detection',
  ],
  [
    'multi_oriented_detection.values',
    'true',
    LIVENESS_ONLY,
    { multi_oriented_detection: 'true' },
    'BAD_ARGUMENTS:multi_oriented_detection',
  ],
  ['multi_oriented_detection.default', 'a turned photo', OWN_PHOTO, { image_ref1: 'turned:1' }, 'NO_FACE_FOUND'],
  [
    'multi_oriented_detection.rotates',
    'a turned photo',
    OWN_PHOTO,
    { image_ref1: 'turned:1', multi_oriented_detection: '1' },
    '',
  ],
  [
    'multi_oriented_detection.rotates',
    'a turned photo of two',
    OWN_PHOTO,
    { image_ref1: 'turned:2', multi_oriented_detection: '1' },
    'MULTIPLE_FACES',
  ],
];

/** The status of a code in the page's error tables. */
const statusOf = (error: string) => (error === '' ? 200 : /^AUTH/.test(error) ? 403 : 400);

describe('each rule of the page', () => {
  const app = testApp();
  test.each(cases)('%s: %s', async (_rule, _what, base, changes, error) => {
    const answer = await ask(app, withFields(base, changes));
    expect({ status: answer.status, error: answer.error }).toEqual({ status: statusOf(error), error });
    expect('token' in answer.json).toBe(error === '');
  });
});

test('without any field the first parameter of the page is named', async () => {
  expect((await ask(testApp(), {})).error).toBe('MISSING_ARGUMENTS: api_key');
});

test('credentials are looked at before the parameters', async () => {
  const answer = await ask(testApp(), { ...COMMON_FIELDS, api_secret: 'wrong', comparison_type: 'x' });
  expect(answer.error).toBe('AUTHENTICATION_ERROR');
});
