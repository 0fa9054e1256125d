import type { Contract } from '../../contract/types.js';
import type { ApiRequest } from '../api-request.js';
import type { CheckRequest, CheckTable } from '../checks.js';
import { countCharacters, fieldText } from '../text.js';
import { type Break, checks } from './break.js';
import type { BreakKind } from './kinds.js';
import { type RefusingRule, refusingRules } from './refusing.js';

// The breaks of a rule that bounds the length of a parameter, generated from the limit that its contract gives.

interface Limit {
  readonly max: number;
  readonly unit: 'bytes' | 'characters';
}

type Length = (bytes: Buffer, request: ApiRequest) => number;

const bytesOf: Length = (bytes) => bytes.length;
const charactersOf: Length = (bytes) => countCharacters(bytes.toString('utf8'));
const utf16Of: Length = (bytes) => bytes.toString('utf8').length;
const encodedOf: Length = (bytes, { encoding }) =>
  encoding === 'urlencoded' ? encodeURIComponent(bytes.toString('utf8')).length : bytes.length;

/** The breaks of every rule of a table that is named after a bounded parameter and refuses what is longer. */
export function limitBreaks(table: CheckTable, contract: Contract): Break[] {
  return refusingRules(table, contract).flatMap((found) => {
    const name = found.rule.id.split('.').at(-2) ?? '';
    const parameter = contract.parameters.find((one) => one.name === name);
    if (!/\.max-/.test(found.rule.id) || parameter?.limit === undefined) return [];
    return kindsOf(name, parameter.limit, found);
  });
}

function kindsOf(name: string, { max, unit }: Limit, found: RefusingRule): Break[] {
  const own = unit === 'bytes' ? bytesOf : charactersOf;
  const other = unit === 'bytes' ? charactersOf : bytesOf;
  const longer = (kind: BreakKind, most: number, length: Length) =>
    checks(found.rule.id, kind, () => countedBy(name, most, length, found.check));
  return [
    longer('one-too-many', max + 1, own),
    longer('one-too-few', max - 1, own),
    longer('other-unit', max, other),
    longer('utf-16', max, utf16Of),
    ...(unit === 'bytes' && parameterTravelsUrlencoded(found, name) ? [longer('encoded-length', max, encodedOf)] : []),
  ];
}

/** A parameter that a valid request sends beside a photo never travels in a urlencoded form. */
function parameterTravelsUrlencoded({ contract }: RefusingRule, name: string): boolean {
  const requests = Object.values(contract.requests).filter((request) => name in request);
  const sendsPhoto = (value: unknown) => typeof value === 'object' && value !== null && 'photo' in value;
  return requests.length === 0 || requests.some((request) => !Object.values(request).some(sendsPhoto));
}

/** The documented check where this length is over the limit, made to refuse by a value that is too long by any measure. */
function countedBy(name: string, most: number, length: Length, check: CheckRequest): CheckRequest {
  return (request) => {
    const field = request.form.get(name);
    if (field === undefined || fieldText(request.form, name) === undefined) return check(request);
    const long = length(field.bytes, request) > most;
    const form = new Map(request.form).set(name, { ...field, bytes: Buffer.alloc(long ? 100_000 : 1, 'a') });
    return check({ ...request, form });
  };
}
