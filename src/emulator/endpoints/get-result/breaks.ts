import { getResult } from '../../../../contracts/get-result/get-result.js';
import { type Break, behaves, checks } from '../../breaks/break.js';
import type { BreakKind } from '../../breaks/kinds.js';
import { refusingBreaks } from '../../breaks/refusing.js';
import { CHANGED_TEXTS } from '../../breaks/texts.js';
import { fieldText } from '../../text.js';
import type { ResultFields } from '../callbacks/behaviours.js';
import { getResultBehaviours as documented, type GetResultBehaviours } from './behaviours.js';
import { getResultChecks } from './checks.js';

// The breaks of the rules of GetResult.

const result = (rule: string, kind: BreakKind, change: (fields: ResultFields) => ResultFields) =>
  behaves(rule, kind, () => ({ 'get_result.same': change }));
const without = (fields: ResultFields, name: string): ResultFields =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));

const call: readonly Break[] = [
  behaves('get_result.get', 'missing', () => ({
    'get_result.get': (method, path, right) => method === 'GET' && path === `${right}s`,
  })),
  behaves('get_result.get', 'wrong-value', () => ({
    'get_result.get': (method, path, right) => method === 'POST' && path === right,
  })),
  result('get_result.get', 'partly', (fields) => without(fields, 'liveness_result')),
  result('get_result.get', 'cut', (fields) => without(fields, 'verify_result')),
  result('get_result.get', 'null', (fields) => ({ ...fields, biz_id: null })),
  result('get_result.get', 'wrong-type', (fields) => ({
    ...fields,
    verify_result: JSON.stringify(fields.verify_result),
  })),
  result('get_result.get', 'not-with-data-source', (fields) =>
    (fields.verify_result as ResultFields | null)?.result_faceid === undefined ? fields : { ...fields, biz_id: 17 },
  ),
  result('get_result.get', 'not-with-own-photo', (fields) => {
    const verify = fields.verify_result as ResultFields | null;
    return verify === null || verify.result_faceid !== undefined ? fields : { ...fields, biz_id: 17 };
  }),
];

const NOT_FOUND = documented['get_result.biz_id.unknown']();
const unknown = (kind: BreakKind, begin: () => GetResultBehaviours['get_result.biz_id.unknown']) =>
  behaves('get_result.biz_id.unknown', kind, () => ({ 'get_result.biz_id.unknown': begin() }));

const unknownIds: readonly Break[] = [
  unknown('wrong-code', () => () => ({ code: 'BAD_ARGUMENTS', argument: 'biz_id' })),
  unknown('unknown-code', () => () => ({ code: 'NO_SUCH_RESULT', status: 400 })),
  unknown('wrong-status', () => () => ({ ...NOT_FOUND, status: 404 })),
  unknown('no-argument', () => () => ({ ...NOT_FOUND, argument: 'biz_id' })),
  unknown('first-time-only', () => {
    let told = false;
    return () => {
      if (told) return { code: 'INTERNAL_ERROR' };
      told = true;
      return NOT_FOUND;
    };
  }),
  checks(
    'get_result.biz_id.unknown',
    'by-prefix',
    () =>
      ({ form }) =>
        /^\d+,/.test(fieldText(form, 'biz_id') ?? '') ? undefined : { code: 'BAD_ARGUMENTS', argument: 'biz_id' },
  ),
];

const imagesOf = (kind: BreakKind, change: (images: ResultFields, type: string) => unknown) =>
  behaves('get_result.get_image_type.values', kind, () => ({
    'get_result.get_image_type.values': (type, images) =>
      change(documented['get_result.get_image_type.values'](type, images) as ResultFields, type),
  }));
const each = (images: ResultFields, change: (image: string) => unknown) =>
  Object.fromEntries(
    Object.entries(images).map(([name, image]) => [name, typeof image === 'string' ? change(image) : image]),
  );
const noImages = (kind: BreakKind, images: () => unknown) =>
  behaves('get_result.get_image_type.default', kind, () => ({ 'get_result.get_image_type.default': images }));

const images: readonly Break[] = [
  noImages('always', () => ({ image_best: 'data:image/jpeg;base64,/9j/2Q==' })),
  noImages('empty', () => ({})),
  noImages('wrong-type', () => []),
  noImages('null', () => ({ image_best: null })),
  imagesOf('missing', () => undefined),
  imagesOf('wrong-type', () => []),
  imagesOf('partly', (all) => without(all, 'image_best')),
  imagesOf('encoded', (all) => each(all, (image) => image.replace(/^data:.*,/, ''))),
  imagesOf('wrong-value', (all) => each(all, (image) => image.replace('image/jpeg', 'image/png'))),
  imagesOf('cut', (all) => each(all, (image) => image.slice(0, -16))),
  imagesOf('empty', (all) => each(all, () => '')),
  imagesOf('last-only', (all, type) => (type === '2' ? each(all, (image) => image.slice(0, -16)) : all)),
  imagesOf('first-photo-only', (all, type) =>
    type === '2' ? { ...all, image_action1: 'data:image/jpeg;base64,AAAA' } : all,
  ),
  checks(
    'get_result.get_image_type.number',
    'by-prefix',
    () =>
      ({ form }) =>
        /^\d/.test(fieldText(form, 'get_image_type') ?? '0')
          ? undefined
          : { code: 'BAD_ARGUMENTS', argument: 'get_image_type' },
  ),
];

/** Each change is tried on the one of the two that shows it best: the same change of both is the same fault. */
const ECHOED: Readonly<Record<'biz_no' | 'biz_extra_data', readonly BreakKind[]>> = {
  biz_no: [
    'missing',
    'null',
    'empty',
    'constant',
    'trimmed',
    'lower-case',
    'plus-as-space',
    'without-emoji',
    'normalised',
  ],
  biz_extra_data: ['escaped', 'encoded', 'line-breaks', 'cut'],
};

const echoes: readonly Break[] = (['biz_no', 'biz_extra_data'] as const).flatMap((name) =>
  CHANGED_TEXTS.filter(([kind]) => ECHOED[name].includes(kind)).map(([kind, change]) =>
    behaves('get_result.echo', kind, () => ({
      'get_result.echo': (field, value) => (field === name ? change(value) : value),
    })),
  ),
);

const sameFields: readonly Break[] = [
  result('get_result.same', 'wrong-value', (fields) => ({ ...fields, biz_id: `${fields.biz_id}-1` })),
  result('get_result.same', 'partly', (fields) => ({
    ...fields,
    liveness_result: without(fields.liveness_result as ResultFields, 'version'),
  })),
  result('get_result.same', 'empty', (fields) => ({
    ...fields,
    verify_result: fields.verify_result === null ? null : {},
  })),
  result('get_result.same', 'missing', (fields) => without(fields, 'liveness_result')),
  result('get_result.same', 'not-with-data-source', (fields) =>
    (fields.verify_result as ResultFields | null)?.result_faceid === undefined
      ? fields
      : { ...fields, verify_result: without(fields.verify_result as ResultFields, 'result_faceid') },
  ),
  result('get_result.same', 'null', (fields) => ({ ...fields, verify_result: fields.verify_result ?? {} })),
];

const REQUEST_ID = 'get_result.response.request_id';
const TIME_USED = 'get_result.response.time_used';
const ERROR_MESSAGE = 'get_result.response.error_message';
const serial = (kind: BreakKind, make: GetResultBehaviours[typeof REQUEST_ID]) =>
  behaves(REQUEST_ID, kind, () => ({ [REQUEST_ID]: make }));
const spent = (kind: BreakKind, make: GetResultBehaviours[typeof TIME_USED]) =>
  behaves(TIME_USED, kind, () => ({ [TIME_USED]: make }));
const message = (kind: BreakKind, make: (right: unknown) => unknown) =>
  behaves(ERROR_MESSAGE, kind, () => ({
    [ERROR_MESSAGE]: (refusal) => make(documented[ERROR_MESSAGE](refusal)),
  }));

const answer: readonly Break[] = [
  serial('missing', () => undefined),
  serial('null', () => null),
  serial('empty', () => ''),
  serial('wrong-type', () => Math.floor(Math.random() * 1e12)),
  serial('constant', () => '1462257147,3149525e'),
  spent('missing', () => undefined),
  spent('null', () => null),
  spent('wrong-type', (startedMs, nowMs) => String(Math.floor(nowMs - startedMs))),
  spent('partly', () => 0.5),
  spent('wrong-value', () => -1),
  spent('other-unit', (startedMs, nowMs) => Math.floor((nowMs - startedMs + 60) * 1000)),
  message('missing', () => undefined),
  message('null', (right) => (right === undefined ? undefined : null)),
  message('empty', (right) => (right === undefined ? undefined : '')),
  message('wrong-type', (right) => (right === undefined ? undefined : { code: right })),
  message('in-all-answers', (right) => right ?? ''),
  behaves('get_result.known-errors', 'unknown-code', () => ({
    [ERROR_MESSAGE]: (refusal) =>
      documented[ERROR_MESSAGE](refusal && { ...refusal, code: refusal.code.replace('RESULT_NOT_FOUND', 'NOT_FOUND') }),
  })),
  behaves('get_result.known-errors', 'wrong-code', () => ({
    [ERROR_MESSAGE]: (refusal) =>
      documented[ERROR_MESSAGE](refusal && { ...refusal, code: refusal.code.replace('MISSING_', 'NO_') }),
  })),
];

export const getResultBreaks: readonly Break[] = [
  ...refusingBreaks(getResultChecks, getResult, new Set()),
  ...call,
  ...unknownIds,
  ...images,
  ...echoes,
  ...sameFields,
  ...answer,
];
