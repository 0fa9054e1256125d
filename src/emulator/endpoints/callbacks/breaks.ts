import { createHash, createHmac } from 'node:crypto';
import { type Break, behaves } from '../../breaks/break.js';
import type { BreakKind } from '../../breaks/kinds.js';
import { CHANGED_TEXTS } from '../../breaks/texts.js';
import { type CallbackBehaviours, callbackBehaviours as documented, type ResultFields } from './behaviours.js';

// The breaks of what both callbacks carry and of how they are sent.

/** Changes `data` of one callback or of both just before it is written; the rule is whichever looks at what is changed. */
const told = (rule: string, kind: BreakKind, change: (data: ResultFields, via: 'notify' | 'return') => ResultFields) =>
  behaves(rule, kind, () => ({ 'callback.same': change }));

const without = (fields: ResultFields, name: string): ResultFields =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));

const inNotify = (change: (data: ResultFields) => ResultFields) => (data: ResultFields, via: 'notify' | 'return') =>
  via === 'notify' ? change(data) : data;

/** A field that is to be a text. */
const text = (rule: string, name: string): Break[] => [
  told(rule, 'missing', (data) => without(data, name)),
  told(rule, 'null', (data) => ({ ...data, [name]: null })),
  told(rule, 'empty', (data) => ({ ...data, [name]: '' })),
  told(rule, 'wrong-type', (data) => ({ ...data, [name]: 17 })),
  told(
    rule,
    'in-one-callback',
    inNotify((data) => without(data, name)),
  ),
];

const echoed = ['biz_no', 'biz_extra_data'].flatMap((name) => {
  const rule = `${name}.echo` as 'biz_no.echo' | 'biz_extra_data.echo';
  // What only digits show, and what only line breaks or length show, shows in one of the two.
  const kinds = CHANGED_TEXTS.filter(
    ([kind]) => !(name === 'biz_no' ? ['line-breaks'] : ['wrong-type']).includes(kind),
  );
  return [
    ...kinds.map(([kind, change]) => behaves(rule, kind, () => ({ [rule]: change }))),
    told(
      rule,
      'in-one-callback',
      inNotify((data) => ({ ...data, [name]: '' })),
    ),
    told(rule, 'other-field', (data) => ({ ...without(data, name), biz_info: { [name]: data[name] } })),
  ];
});

const signed = (kind: BreakKind, sign: CallbackBehaviours['notify_url.signature']) =>
  behaves('notify_url.signature', kind, () => ({ 'notify_url.signature': sign }));
const sha1 = (value: string, encoding: BufferEncoding = 'utf8') => createHash('sha1').update(value, encoding);
const right = documented['notify_url.signature'];

const signatures: readonly Break[] = [
  signed('empty', () => ''),
  signed('upper-case', (secret, data) => right(secret, data).toUpperCase()),
  signed('other-hash', (secret, data) => createHash('sha256').update(`${secret}${data}`).digest('hex')),
  signed('wrong-value', (secret, data) => createHmac('sha1', secret).update(data).digest('hex')),
  signed('other-order', (secret, data) => sha1(`${data}${secret}`).digest('hex')),
  signed('without-secret', (_secret, data) => sha1(data).digest('hex')),
  signed('base64', (secret, data) => sha1(`${secret}${data}`).digest('base64')),
  signed('ascii-only', (secret, data) => sha1(`${secret}${data}`, 'latin1').digest('hex')),
  signed('other-bytes', (secret, data) => right(secret, JSON.stringify(JSON.parse(data), null, 1))),
  signed('encoded', (secret, data) => right(secret, encodeURIComponent(data))),
  signed('line-breaks', (secret, data) => right(secret, data.replaceAll('\\r\\n', '\\n'))),
  signed('cut', (secret, data) => right(secret, data).slice(0, 32)),
  signed('constant', (secret) => right(secret, '')),
  behaves('notify_url.signature', 'in-one-callback', () => {
    const form = documented['notify_url.post'];
    return { 'notify_url.post': (data, sign) => form(data, sign.toUpperCase()) };
  }),
  behaves('notify_url.signature', 'missing', () => ({
    'notify_url.post': (data) => ({
      ...documented['notify_url.post'](data, '')!,
      body: new URLSearchParams({ data }).toString(),
    }),
  })),
];

const notified = (kind: BreakKind, post: CallbackBehaviours['notify_url.post']) =>
  behaves('notify_url.post', kind, () => ({ 'notify_url.post': post }));

const posts: readonly Break[] = [
  notified('missing', () => undefined),
  notified('as-json', (data, sign) => ({
    method: 'POST',
    contentType: 'application/json',
    body: JSON.stringify({ data, sign }),
  })),
  notified('by-get', (data, sign) => ({ ...documented['notify_url.post'](data, sign)!, method: 'GET' })),
  notified('other-field', (data, sign) => ({
    ...documented['notify_url.post'](data, sign)!,
    body: new URLSearchParams({ result: data, sign }).toString(),
  })),
  notified('empty', (_data, sign) => documented['notify_url.post']('', sign)),
  notified('wrong-type', (data, sign) => ({
    ...documented['notify_url.post'](data, sign)!,
    contentType: 'text/plain',
  })),
  behaves('return_url.post', 'missing', () => ({ 'return_url.post': () => undefined })),
  behaves('return_url.post', 'by-get', () => ({
    'return_url.post': (url, data, sign) => ({ ...documented['return_url.post'](url, data, sign)!, method: 'GET' }),
  })),
  behaves('return_url.post', 'by-redirect', () => ({
    'return_url.post': (url) => ({ method: 'GET', action: new URL(url).href, fields: {} }),
  })),
  behaves('return_url.post', 'other-field', () => ({
    'return_url.post': (url, data, sign) => ({
      ...documented['return_url.post'](url, data, sign)!,
      fields: { result: data, sign },
    }),
  })),
  behaves('return_url.post', 'empty', () => ({
    'return_url.post': (url, _data, sign) => documented['return_url.post'](url, '', sign),
  })),
];

const liveness = (kind: BreakKind, change: (result: ResultFields) => unknown) =>
  told('callback.liveness_result', kind, (data) => ({
    ...data,
    liveness_result: change(data.liveness_result as ResultFields),
  }));

const outcome: readonly Break[] = [
  told('callback.liveness_result', 'missing', (data) => without(data, 'liveness_result')),
  liveness('null', () => null),
  liveness('wrong-type', (result) => JSON.stringify(result)),
  liveness('partly', (result) => without(result, 'version')),
  liveness('cut', (result) => without(result, 'log')),
  liveness('other-field', (result) => ({ ...without(result, 'result'), status: result.result })),
  liveness('empty', (result) => ({ ...result, result: '' })),
  liveness('wrong-value', (result) => ({ ...result, result: result.failure_reason === null })),
  liveness('not-on-failure', (result) => (result.failure_reason === null ? result : null)),
  told(
    'callback.liveness_result',
    'in-one-callback',
    inNotify((data) => without(data, 'liveness_result')),
  ),
];

const reason = (kind: BreakKind, tell: CallbackBehaviours['callback.failure_reason']) =>
  behaves('callback.failure_reason', kind, () => ({ 'callback.failure_reason': tell }));

const reasons: readonly Break[] = [
  reason('missing', () => undefined),
  reason('empty', (found) => found ?? ''),
  reason('always', (found) => found ?? 'none'),
  reason('not-on-failure', () => null),
  reason('unknown-code', (found) => (found === null ? null : 'no_camera')),
  reason('upper-case', (found) => found?.toUpperCase() ?? null),
  reason('wrong-type', (found) => (found === null ? null : 5)),
  // The word that the page spells so, spelt right.
  reason('wrong-value', (found) => found?.replace('mirro', 'mirror') ?? null),
];

const verify = (rule: string, kind: BreakKind, change: (result: ResultFields) => unknown) =>
  told(rule, kind, (data) => ({
    ...data,
    verify_result: data.verify_result === null ? null : change(data.verify_result as ResultFields),
  }));

const FACEID = 'callback.verify_result.faceid';
const faceid = (kind: BreakKind, change: (faceidResult: ResultFields) => unknown) =>
  verify(FACEID, kind, (result) =>
    result.result_faceid === undefined
      ? result
      : { ...result, result_faceid: change(result.result_faceid as ResultFields) },
  );
const REF = 'callback.verify_result.ref';
const refs = (result: ResultFields, change: (name: string, value: unknown) => [string, unknown] | undefined) =>
  Object.fromEntries(
    Object.entries(result).flatMap(([name, value]) => {
      if (!name.startsWith('result_ref')) return [[name, value]];
      const changed = change(name, value);
      return changed === undefined ? [] : [changed];
    }),
  );

const comparisons: readonly Break[] = [
  told('callback.verify_result.null', 'missing', (data) =>
    data.verify_result === null ? without(data, 'verify_result') : data,
  ),
  told('callback.verify_result.null', 'empty', (data) => ({ ...data, verify_result: data.verify_result ?? {} })),
  told('callback.verify_result.null', 'wrong-type', (data) => ({ ...data, verify_result: data.verify_result ?? '' })),
  behaves('callback.verify_result.null', 'always', () => ({ 'callback.verify_result.null': () => false })),
  behaves('callback.verify_result.null', 'not-on-failure', () => ({
    'callback.verify_result.null': (type) => type === '-1',
  })),
  behaves('callback.verify_result.null', 'partly', () => ({
    'callback.verify_result.null': (_type, passed) => !passed,
  })),
  behaves(FACEID, 'missing', () => ({ 'callback.verify_result.faceid': () => ({}) })),
  faceid('null', () => null),
  faceid('wrong-type', ({ confidence, ...rest }) => ({ ...rest, confidence: String(confidence) })),
  faceid('wrong-value', ({ confidence }) => confidence),
  faceid('partly', ({ confidence }) => ({ confidence })),
  faceid('cut', ({ confidence, thresholds }) => ({
    confidence,
    thresholds: without(thresholds as ResultFields, '1e-5'),
  })),
  faceid('encoded', ({ confidence, thresholds }) => ({
    confidence,
    thresholds: Object.fromEntries(
      Object.entries(thresholds as ResultFields).map(([rate, value]) => [rate, String(value)]),
    ),
  })),
  verify(FACEID, 'other-field', ({ result_faceid, ...rest }) =>
    result_faceid === undefined ? rest : { ...rest, result_idcard: result_faceid },
  ),
  behaves(FACEID, 'first-photo-only', () => ({
    // With a photo beside the name and number only the photo is compared.
    'callback.same': (data) => {
      const result = data.verify_result as ResultFields | null;
      if (result === null || result.result_ref1 === undefined) return data;
      return { ...data, verify_result: without(result, 'result_faceid') };
    },
  })),
  verify(REF, 'missing', (result) => refs(result, () => undefined)),
  verify(REF, 'first-photo-only', (result) =>
    refs(result, (name, value) => (name.endsWith('1') ? [name, value] : undefined)),
  ),
  verify(REF, 'last-photo-only', (result) =>
    refs(result, (name, value) => (result.result_ref3 === undefined || name.endsWith('3') ? [name, value] : undefined)),
  ),
  verify(REF, 'not-with-data-source', (result) =>
    result.result_faceid === undefined ? result : refs(result, () => undefined),
  ),
  verify(REF, 'other-field', (result) =>
    refs(result, (name, value) => [name.replace('result_ref', 'result_image_ref'), value]),
  ),
  verify(REF, 'null', (result) => refs(result, (name) => [name, null])),
  verify(REF, 'wrong-type', (result) => refs(result, (name) => [name, 91.3])),
  verify(REF, 'partly', (result) =>
    refs(result, (name, value) => [name, { confidence: (value as ResultFields).confidence }]),
  ),
  verify(REF, 'one-too-many', (result) => ({
    ...result,
    [result.result_ref1 === undefined ? 'result_ref1' : 'result_ref3']: { confidence: 0, thresholds: {} },
  })),
];

const confident = (result: unknown, confidence: number) => {
  const changed = Object.entries((result ?? {}) as ResultFields).map(([name, value]) =>
    name.startsWith('result_') ? [name, { ...(value as ResultFields), confidence }] : [name, value],
  );
  return result === null ? null : Object.fromEntries(changed);
};

const same: readonly Break[] = [
  told(
    'callback.same',
    'other-in-each',
    inNotify((data) => ({ ...data, verify_result: confident(data.verify_result, 1) })),
  ),
  told(
    'callback.same',
    'missing',
    inNotify((data) => without(data, 'biz_extra_data')),
  ),
  told(
    'callback.same',
    'in-one-callback',
    inNotify((data) => without(data, 'verify_result')),
  ),
  told(
    'callback.same',
    'wrong-value',
    inNotify((data) => ({
      ...data,
      liveness_result: { ...(data.liveness_result as ResultFields), version: 'notify' },
    })),
  ),
  told(
    'callback.same',
    'null',
    inNotify((data) => ({ ...data, verify_result: null })),
  ),
  told(
    'callback.same',
    'not-on-failure',
    inNotify((data) => {
      const result = data.liveness_result as ResultFields;
      return result.failure_reason === null
        ? data
        : { ...data, liveness_result: { ...result, failure_reason: 'timeout' } };
    }),
  ),
  told(
    'callback.same',
    'not-with-data-source',
    inNotify((data) =>
      (data.verify_result as ResultFields | null)?.result_faceid === undefined
        ? data
        : { ...data, verify_result: confident(data.verify_result, 2) },
    ),
  ),
];

const genuine = (kind: BreakKind, tell: CallbackBehaviours['screen_replay.result']) =>
  behaves('screen_replay.result', kind, () => ({ 'screen_replay.result': tell }));
const replayed = documented['screen_replay.result'](true).face_genuineness as ResultFields;

const screenReplay: readonly Break[] = [
  genuine('missing', () => ({})),
  genuine('always', () => ({ face_genuineness: replayed })),
  genuine('in-all-answers', (asked) => ({
    face_genuineness: asked ? replayed : { screen_replay_confidence: 0, screen_replay_threshold: 0 },
  })),
  genuine('partly', (asked) => (asked ? { face_genuineness: without(replayed, 'screen_replay_threshold') } : {})),
  genuine('cut', (asked) => (asked ? { face_genuineness: without(replayed, 'screen_replay_confidence') } : {})),
  genuine('wrong-type', (asked) =>
    asked ? { face_genuineness: { ...replayed, screen_replay_confidence: '0.013' } } : {},
  ),
  genuine('null', (asked) => (asked ? { face_genuineness: null } : {})),
  genuine('other-field', (asked) => (asked ? { screen_replay: replayed } : {})),
  genuine('wrong-value', (asked) => (asked ? {} : { face_genuineness: replayed })),
  verify('screen_replay.result', 'not-with-data-source', (result) =>
    result.result_faceid === undefined ? result : without(result, 'face_genuineness'),
  ),
  verify('screen_replay.result', 'not-with-own-photo', (result) =>
    result.result_faceid === undefined ? without(result, 'face_genuineness') : result,
  ),
];

export const callbackBreaks: readonly Break[] = [
  ...text('callback.request_id', 'request_id'),
  ...text('callback.biz_id', 'biz_id'),
  behaves('callback.biz_id', 'other-in-each', () => ({
    'callback.biz_id': (bizId, via) => (via === 'notify' ? bizId : `${bizId}-r`),
  })),
  behaves('callback.biz_id', 'constant', () => ({ 'callback.biz_id': () => '1462259748,52b13fb5' })),
  told('callback.time_used', 'missing', (data) => without(data, 'time_used')),
  told('callback.time_used', 'null', (data) => ({ ...data, time_used: null })),
  told('callback.time_used', 'wrong-type', (data) => ({ ...data, time_used: String(data.time_used) })),
  told('callback.time_used', 'partly', (data) => ({ ...data, time_used: Number(data.time_used) / 1000 + 0.0001 })),
  told('callback.time_used', 'wrong-value', (data) => ({ ...data, time_used: -1 })),
  told(
    'callback.time_used',
    'in-one-callback',
    inNotify((data) => without(data, 'time_used')),
  ),
  told('callback.time_used', 'not-on-failure', (data) =>
    (data.liveness_result as ResultFields).failure_reason === null ? data : without(data, 'time_used'),
  ),
  told('callback.request_id', 'not-on-failure', (data) =>
    (data.liveness_result as ResultFields).failure_reason === null ? data : without(data, 'request_id'),
  ),
  ...outcome,
  ...reasons,
  ...comparisons,
  ...same,
  ...screenReplay,
  ...echoed,
  ...signatures,
  ...posts,
];
