import type { ApiRequest } from '../api-request.js';
import type { BrokenParts } from '../breaks/break.js';
import type { CheckRequest } from '../checks.js';
import type { Refusal } from '../refusal.js';
import { fieldText } from '../text.js';
import { comparisonType } from './get-token/comparison-type.js';

/** What a service was seen to do with one request that the page leaves open. */
export interface SilentSeen {
  readonly rule: string;
  /** Name of the scenario. */
  readonly name: string;
  /** As a report tells it: `200 and a token`, `400 BAD_ARGUMENTS:scene_id`. */
  readonly seen: string;
}

type Concerns = (request: ApiRequest) => boolean;

const value = (name: string, is: (text: string) => boolean): Concerns => {
  return ({ form }) => {
    const text = fieldText(form, name);
    return text !== undefined && is(text);
  };
};

const ofPerson = (is: (text: string) => boolean): Concerns => {
  const concerned = value('idcard_number', is);
  return (request) => comparisonType(request.form) === '1' && concerned(request);
};

/** Addresses by what is wrong with them, in the order in which they are told apart. */
const ADDRESSES: readonly (readonly [scenario: string, is: (text: string) => boolean])[] = [
  ['a value of 4096 characters', (text) => text.length >= 4096],
  ['a blank', (text) => text.trim() === '' && text !== ''],
  ['a javascript: URL', (text) => /^javascript:/i.test(text)],
  ['an FTP URL', (text) => /^ftp:/i.test(text)],
  ['a scheme without a host', (text) => /^https?:\/*$/i.test(text)],
  ['a URL with a Chinese path', (text) => /^https?:.*[^\p{ASCII}]/iu.test(text)],
  ['a path without a host', (text) => text.startsWith('/')],
  ['no URL at all', (text) => text !== '' && !URL.canParse(text)],
];

/** Which requests a scenario of a silent rule stands for, by rule and scenario; the first that fits decides. */
const CONCERNED: readonly (readonly [rule: string, scenario: string, concerns: Concerns])[] = [
  ...(['return_url', 'notify_url'] as const).flatMap((name) =>
    ADDRESSES.map(([scenario, is]) => [`${name}.format`, scenario, value(name, is)] as const),
  ),
  ['scene_id.unknown', 'empty', value('scene_id', (text) => text === '')],
  ['scene_id.unknown', '1024 characters', value('scene_id', (text) => text.length >= 1024)],
  ['scene_id.unknown', 'a scene that does not exist', value('scene_id', (text) => text !== '')],
  ['screen_replay.other', 'empty', value('screen_replay', (text) => text === '')],
  ['screen_replay.other', '2', value('screen_replay', (text) => /^([2-9]|\d\d+)$/.test(text))],
  ['screen_replay.other', '-1', value('screen_replay', (text) => /^-\d+$/.test(text))],
  ['screen_replay.other', 'true', value('screen_replay', (text) => /\D/.test(text))],
  ['idcard_number.checksum', 'an impossible birth date', ofPerson((text) => birth(text) === undefined)],
  ['idcard_number.checksum', 'a birth date in the future', ofPerson((text) => (birth(text) ?? 0) > Date.now())],
  [
    'idcard_number.checksum',
    'a wrong check digit',
    ofPerson((text) => checkDigit(text) !== text.at(-1)?.toUpperCase()),
  ],
];

/** What stands in place of the documented parts, so that silent rules are answered as seen, and the rules for which it is not known how. */
export function behaveLike(seen: readonly SilentSeen[]): {
  readonly parts: Required<BrokenParts>;
  readonly left: readonly string[];
} {
  const checks: Record<string, CheckRequest> = {};
  const known = new Set<string>();
  for (const rule of new Set(CONCERNED.map(([one]) => one))) {
    const cases = CONCERNED.filter(([one]) => one === rule).flatMap(([, name, concerns]) => {
      const found = seen.find((entry) => entry.rule === rule && entry.name === name);
      return found === undefined ? [] : [{ concerns, refusal: refusalOf(found.seen) }];
    });
    if (cases.length === 0) continue;
    known.add(rule);
    checks[rule] = (request) => cases.find(({ concerns }) => concerns(request))?.refusal;
  }
  const repeated = seen.find(({ rule }) => rule === 'biz_no.unique');
  if (repeated !== undefined) {
    known.add('biz_no.unique');
    checks['biz_no.unique'] = refusingRepeats(refusalOf(repeated.seen));
  }
  const behaviours = methodsOf(seen, known);
  const left = [...new Set(seen.map(({ rule }) => rule))].filter((rule) => !known.has(rule));
  return { parts: { checks, behaviours }, left };
}

/** Other methods, and the results of other accounts or of a second asking. */
function methodsOf(seen: readonly SilentSeen[], known: Set<string>): Required<BrokenParts>['behaviours'] {
  const refusal = (rule: string): Refusal | undefined | 'unknown' => {
    const own = seen.filter((entry) => entry.rule === rule);
    const [first] = own.map((entry) => entry.seen).filter((text) => / [A-Z_]{3,}/.test(text));
    if (own.length === 0) return 'unknown';
    known.add(rule);
    return first === undefined ? undefined : refusalOf(first);
  };
  const method = refusal('endpoint.method');
  const resultMethod = refusal('get_result.method');
  const other = refusal('get_result.biz_id.other-account');
  const repeat = refusal('get_result.repeat');
  return {
    ...(typeof method === 'object' ? { 'endpoint.method': () => method } : {}),
    ...(typeof resultMethod === 'object' ? { 'get_result.method': () => resultMethod } : {}),
    ...(other === 'unknown' ? {} : { 'get_result.biz_id.other-account': () => other }),
    ...(repeat === 'unknown' ? {} : { 'get_result.repeat': (told) => (told > 0 ? repeat : undefined) }),
  };
}

/** The refusal that a report tells of; undefined for a success. */
function refusalOf(seen: string): Refusal | undefined {
  const [, status = '', code = '', argument = ''] = /^(\d{3}) ([A-Z][A-Z0-9_]*)(?:: ?(.*))?$/s.exec(seen) ?? [];
  if (code === '') return undefined;
  return { code, status: Number(status), ...(argument === '' ? {} : { argument }) };
}

/** The most values that are remembered. */
const REMEMBERED = 100_000;

function refusingRepeats(refusal: Refusal | undefined): CheckRequest {
  const seen = new Set<string>();
  return ({ form }) => {
    const text = fieldText(form, 'biz_no');
    if (text === undefined || refusal === undefined) return undefined;
    if (seen.has(text)) return refusal;
    if (seen.size < REMEMBERED) seen.add(text);
    return undefined;
  };
}

/** The birth date of an identity number, Unix ms; undefined for a day that there is not. */
function birth(text: string): number | undefined {
  const [, year = '', month = '', day = ''] = /^\d{6}(\d{4})(\d\d)(\d\d)/.exec(text) ?? [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return date.toJSON()?.slice(0, 10) === `${year}-${month}-${day}` ? date.getTime() : undefined;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The check digit of an identity number, by GB 11643. */
function checkDigit(text: string): string {
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(text[place]), 0);
  return '10X98765432'[sum % 11] ?? '';
}
