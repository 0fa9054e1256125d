import { getToken } from '../../../../../contracts/get-token/get-token.js';
import type { ApiRequest } from '../../../api-request.js';
import { type Break, checks } from '../../../breaks/break.js';
import type { BreakKind } from '../../../breaks/kinds.js';
import { limitBreaks } from '../../../breaks/limits.js';
import { type RefusingRule, refusingBreaks, refusingRules, where } from '../../../breaks/refusing.js';
import type { CheckRequest } from '../../../checks.js';
import type { Refusal } from '../../../refusal.js';
import { fieldText, isPresent } from '../../../text.js';
import { getTokenChecks } from '../checks.js';
import { comparisonType } from '../comparison-type.js';

// The breaks of rules about what is sent, photos apart.

/** What sends a photo travels as multipart, and so do the scenarios of rules that only such requests show. */
const PHOTO_RULES = /^(image_ref|multi_oriented_detection|uuid)\./;

const formless = refusingRules(getTokenChecks, getToken)
  .map(({ rule }) => rule.id)
  .filter((id) => PHOTO_RULES.test(id))
  .flatMap((id) => [`${id}:multipart-only`]);

const TYPES: readonly (readonly [kind: BreakKind, type: string])[] = [
  ['not-with-liveness-only', '-1'],
  ['not-with-own-photo', '0'],
  ['not-with-data-source', '1'],
];

/** The comparison types with which a rule can be broken: all where its parameter goes with all. */
function typesOf({ rule: { id } }: RefusingRule): readonly string[] {
  if (/^(image_ref\.(format|no-face|multiple-faces)|multi_oriented_detection\.values)$/.test(id)) return ['0', '1'];
  if (/^auth\.(mismatch|denied)$/.test(id)) return ['-1', '0', '1'];
  const parameter = getToken.parameters.find(({ name }) => name === id.split('.')[0]);
  if (parameter === undefined || parameter.name === 'comparison_type') return [];
  return typeof parameter.required === 'string' ? ['-1', '0', '1'] : [];
}

const byType = refusingRules(getTokenChecks, getToken).flatMap((found) =>
  TYPES.filter(([, type]) => typesOf(found).includes(type)).map(([kind, type]) =>
    checks(found.rule.id, kind, () => where((request) => comparisonType(request.form) !== type)(found)),
  ),
);

const onlyBeside = refusingRules(getTokenChecks, getToken)
  .filter(({ rule }) => !rule.id.startsWith('biz_extra_data.'))
  .map((found) =>
    checks(found.rule.id, 'only-beside', () => where(({ form }) => isPresent(form, 'biz_extra_data'))(found)),
  );

function documented(id: string): CheckRequest {
  return [...getTokenChecks.credentials, ...getTokenChecks.parameters].find((one) => one.id === id)!.check;
}

/** The documented check of a request in which the text of a field was changed before. */
function after(rule: string, kind: BreakKind, name: string, change: (text: string) => string): Break {
  return checks(rule, kind, () => (request) => {
    const text = fieldText(request.form, name);
    const field = request.form.get(name);
    if (text === undefined || field === undefined) return documented(rule)(request);
    const form = new Map(request.form).set(name, { ...field, bytes: Buffer.from(change(text), 'utf8') });
    return documented(rule)({ ...request, form });
  });
}

/** A value of the list where a text reads as one; else the text. */
const listed = (text: string, read: (text: string) => string | undefined) => read(text) ?? text;

/** The ways to be lenient with a parameter that has a list of values. */
function lenient(rule: string, name: string): Break[] {
  return [
    after(rule, 'by-number', name, (text) => listed(text, (one) => (/^\s*[+-]?\d/.test(one) ? whole(one) : undefined))),
    after(rule, 'trimmed', name, (text) => text.replace(/\s/g, '')),
    after(rule, 'full-width', name, (text) => text.normalize('NFKC').replace('\u2212', '-')),
    after(rule, 'by-word', name, (text) => listed(text, (one) => ({ true: '1', false: '0', on: '1' })[one])),
    after(rule, 'one-too-many', name, (text) => (text === '2' ? '1' : text)),
  ];
}

function unlessEmpty(check: CheckRequest): CheckRequest {
  return (request) => (comparisonType(request.form) === '' ? undefined : check(request));
}

function whole(text: string): string | undefined {
  const value = Number(text);
  return Number.isInteger(value) ? String(value === 0 ? 0 : value) : undefined;
}

const values: readonly Break[] = [
  // Sent but empty is taken for the default that the page does not have.
  {
    rule: 'comparison_type.values',
    kind: 'empty',
    begin: () => ({
      checks: Object.fromEntries(
        ['comparison_type.required', 'comparison_type.values'].map((id) => [id, unlessEmpty(documented(id))]),
      ),
    }),
  },
  ...lenient('comparison_type.values', 'comparison_type'),
  after('comparison_type.values', 'by-prefix', 'comparison_type', (text) => /^-?[01]/.exec(text)?.[0] ?? text),
  refuses('comparison_type.values', 'one-too-few', ({ form }) => comparisonType(form) === '-1'),
  ...lenient('multi_oriented_detection.values', 'multi_oriented_detection'),
  after('multi_oriented_detection.values', 'by-prefix', 'multi_oriented_detection', (text) => text.slice(0, 1)),
  checks(
    'multi_oriented_detection.values',
    'one-too-few',
    () =>
      ({ form }) =>
        fieldText(form, 'multi_oriented_detection') === '0'
          ? { code: 'BAD_ARGUMENTS', argument: 'multi_oriented_detection' }
          : undefined,
  ),
];

const NUMBER_RULES = ['idcard_number.length', 'idcard_number.digits', 'idcard_number.last-x'];
/** The number is changed before any of its rules looks at it. */
const digits = (kind: BreakKind, change: (text: string) => string): Break => ({
  rule: 'idcard_number.digits',
  kind,
  begin: () => ({
    checks: Object.assign({}, ...NUMBER_RULES.map((rule) => after(rule, kind, 'idcard_number', change).begin().checks)),
  }),
});
/** A number as long as is asked for, or not: only its length counts. */
const asLong = (text: string, as: (length: number) => boolean) => (as([...text].length) ? '1'.repeat(18) : text);

const identity: readonly Break[] = [
  after('idcard_number.length', 'one-too-many', 'idcard_number', (text) => asLong(text, (length) => length === 19)),
  after('idcard_number.length', 'one-too-few', 'idcard_number', (text) => asLong(text, (length) => length === 17)),
  after('idcard_number.length', 'wrong-value', 'idcard_number', (text) => asLong(text, (length) => length === 15)),
  after('idcard_number.length', 'cut', 'idcard_number', (text) => asLong(text, (length) => length > 18)),
  digits('any-letter', (text) => text.replace(/[A-Za-z]/g, '1')),
  digits('x-anywhere', (text) => text.replace(/[Xx]/g, '1')),
  digits('full-width', (text) => text.normalize('NFKC')),
  digits('trimmed', (text) => text.replace(/\s/g, '')),
  digits('by-number', (text) => text.replace(/[-+.]/g, '1')),
  digits('last-only', (text) => `1${text.slice(-1)}`),
  digits('other-unit', (text) => text.replace(/\p{Nd}/gu, '1')),
  after('idcard_number.last-x', 'any-letter', 'idcard_number', (text) => text.replace(/[A-Za-z]$/, 'X')),
  refuses('idcard_number.last-x', 'lower-case', ({ form }) => endsWith(form, 'x'), 'INVALID_IDCARD_NUMBER'),
  refuses('idcard_number.last-x', 'upper-case', ({ form }) => endsWith(form, 'X'), 'INVALID_IDCARD_NUMBER'),
  refuses(
    'idcard_number.last-x',
    'always',
    ({ form }) => endsWith(form, 'x') || endsWith(form, 'X'),
    'INVALID_IDCARD_NUMBER',
  ),
  refuses(
    'idcard_name.utf8',
    'ascii-only',
    ({ form }) => /[\u{100}-\u{10ffff}]/u.test(fieldText(form, 'idcard_name') ?? ''),
    'INVALID_NAME_FORMAT',
  ),
  refuses(
    'idcard_name.utf8',
    'without-emoji',
    ({ form }) => /[\u{10000}-\u{10ffff}]/u.test(fieldText(form, 'idcard_name') ?? ''),
    'INVALID_NAME_FORMAT',
  ),
  checks('idcard_name.utf8', 'partly', () => (request) => {
    const last = request.form.get('idcard_name')?.bytes.at(-1) ?? 0;
    // A sequence that breaks off at the end alone.
    return last >= 0xc0 ? documented('idcard_name.utf8')(request) : undefined;
  }),
];

function endsWith(form: ApiRequest['form'], letter: string): boolean {
  return fieldText(form, 'idcard_number')?.endsWith(letter) === true;
}

/** Refuses some requests that the page has accepted. */
function refuses(
  rule: string,
  kind: BreakKind,
  refused: (request: ApiRequest) => boolean,
  code = 'BAD_ARGUMENTS',
  argument = code === 'BAD_ARGUMENTS' || code === 'MISSING_ARGUMENTS' ? rule.split('.')[0] : undefined,
): Break {
  const refusal: Refusal = argument === undefined ? { code } : { code, argument };
  return checks(rule, kind, () => async (request) => {
    const own = [...getTokenChecks.credentials, ...getTokenChecks.parameters].find(({ id }) => id === rule);
    return refused(request) ? refusal : own?.check(request);
  });
}

/** A request of a comparison type. */
const of =
  (...types: readonly string[]) =>
  ({ form }: ApiRequest) =>
    types.includes(comparisonType(form) ?? '');
const urlencoded = ({ encoding }: ApiRequest) => encoding === 'urlencoded';
const without =
  (name: string) =>
  ({ form }: ApiRequest) =>
    !form.has(name);
const both =
  (...conditions: readonly ((request: ApiRequest) => boolean)[]) =>
  (request: ApiRequest) =>
    conditions.every((condition) => condition(request));

/** A parameter that may be left out, and is asked for all the same. */
function asked(rule: string, name: string): Break[] {
  const needs = (kind: BreakKind, ...conditions: readonly ((request: ApiRequest) => boolean)[]) =>
    refuses(rule, kind, both(without(name), ...conditions), 'MISSING_ARGUMENTS', name);
  return [
    needs('always'),
    needs('not-with-liveness-only', of('0', '1')),
    needs('not-with-own-photo', of('-1', '1')),
    needs('not-with-data-source', of('-1', '0')),
  ];
}

const accepted: readonly Break[] = [
  ...asked('biz_extra_data.optional', 'biz_extra_data'),
  refuses('biz_extra_data.optional', 'in-all-answers', ({ form }) => isPresent(form, 'biz_extra_data')),
  ...asked('scene_id.default', 'scene_id'),
  refuses('screen_replay.values', 'always', ({ form }) => isPresent(form, 'screen_replay')),
  refuses('screen_replay.values', 'one-too-few', ({ form }) => fieldText(form, 'screen_replay') === '0'),
  refuses('screen_replay.values', 'wrong-value', ({ form }) => fieldText(form, 'screen_replay') === '1'),
  refuses('screen_replay.values', 'missing', without('screen_replay'), 'MISSING_ARGUMENTS'),
  refuses(
    'screen_replay.values',
    'multipart-only',
    both(urlencoded, ({ form }) => isPresent(form, 'screen_replay')),
  ),
  refuses(
    'screen_replay.values',
    'not-with-own-photo',
    both(of('0'), ({ form }) => isPresent(form, 'screen_replay')),
  ),
  refuses(
    'screen_replay.values',
    'not-with-data-source',
    both(of('1'), ({ form }) => isPresent(form, 'screen_replay')),
  ),
  refuses('comparison_type.data-source', 'always', of('1'), 'BAD_ARGUMENTS', 'comparison_type'),
  refuses('comparison_type.data-source', 'only-beside', both(of('1'), without('uuid')), 'MISSING_ARGUMENTS', 'uuid'),
  refuses(
    'comparison_type.data-source',
    'multipart-only',
    both(of('1'), urlencoded),
    'BAD_ARGUMENTS',
    'comparison_type',
  ),
  refuses('comparison_type.own-photo', 'always', of('0'), 'BAD_ARGUMENTS', 'comparison_type'),
  refuses(
    'comparison_type.own-photo',
    'only-beside',
    both(of('0'), without('idcard_name')),
    'MISSING_ARGUMENTS',
    'idcard_name',
  ),
  refuses(
    'comparison_type.own-photo',
    'one-too-many',
    both(of('0'), without('image_ref2')),
    'MISSING_ARGUMENTS',
    'image_ref2',
  ),
  refuses('comparison_type.liveness-only', 'always', of('-1'), 'BAD_ARGUMENTS', 'comparison_type'),
  refuses('comparison_type.liveness-only', 'only-beside', both(of('-1'), without('uuid')), 'MISSING_ARGUMENTS', 'uuid'),
  refuses(
    'comparison_type.liveness-only',
    'multipart-only',
    both(of('-1'), urlencoded),
    'BAD_ARGUMENTS',
    'comparison_type',
  ),
];

const key = (request: ApiRequest) => fieldText(request.form, 'api_secret') ?? '';
const secret = (kind: BreakKind, same: (given: string, right: string) => boolean) =>
  checks(
    'auth.mismatch',
    kind,
    () => (request) =>
      request.account !== undefined && same(key(request), request.account.apiSecret)
        ? undefined
        : { code: 'AUTHENTICATION_ERROR' },
  );

const credentials: readonly Break[] = [
  secret('lower-case', (given, right) => given.toLowerCase() === right.toLowerCase()),
  secret('by-prefix', (given, right) => given.startsWith(right)),
  secret('cut', (given, right) => right.startsWith(given.slice(0, right.length))),
  secret('last-only', (given, right) => given.at(-1) === right.at(-1)),
  secret('wrong-value', (given, right) => given === right || /^emulator-.*-secret$/.test(given)),
  checks(
    'auth.mismatch',
    'partly',
    () =>
      ({ account }) =>
        account === undefined ? { code: 'AUTHENTICATION_ERROR' } : undefined,
  ),
  checks(
    'auth.mismatch',
    'known-only',
    () => (request) =>
      request.account !== undefined && key(request) !== request.account.apiSecret
        ? { code: 'AUTHENTICATION_ERROR' }
        : undefined,
  ),
  refuses(
    'auth.no-data-source',
    'in-all-answers',
    ({ account }) => account?.dataSource === false,
    'AUTHORIZATION_ERROR',
    'No data source permission.',
  ),
  refuses(
    'auth.no-data-source',
    'not-with-own-photo',
    both(of('-1'), ({ account }) => account?.dataSource === false),
    'AUTHORIZATION_ERROR',
    'No data source permission.',
  ),
  checks(
    'auth.no-data-source',
    'partly',
    () => (request) => (request.photos.length === 0 ? documented('auth.no-data-source')(request) : undefined),
  ),
];

export const requestBreaks: readonly Break[] = [
  ...refusingBreaks(getTokenChecks, getToken, new Set(formless)),
  ...byType,
  ...onlyBeside,
  ...limitBreaks(getTokenChecks, getToken),
  ...values,
  ...identity,
  ...accepted,
  ...credentials,
];
