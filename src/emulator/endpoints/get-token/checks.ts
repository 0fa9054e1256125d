import type { ApiRequest } from '../../api-request.js';
import type { CheckTable } from '../../checks.js';
import type { Refusal } from '../../refusal.js';
import { countCharacters, fieldText, isPresent } from '../../text.js';
import {
  isListedValue,
  isNoWebAddress,
  isTooLong,
  refuseAbsent,
  refuseDenied,
  refuseMismatch,
  refuseTooLong,
} from '../common/parameter-checks.js';
import { comparisonType } from './comparison-type.js';
import { countFaces } from './count-faces.js';

/** Every rule of GetToken that refuses a request, in the order in which they are tried: a table a parameter group. */
export const getTokenChecks: CheckTable = {
  credentials: [
    { id: 'api_key.required', check: (request) => refuseMissing(request, 'api_key') },
    { id: 'api_secret.required', check: (request) => refuseMissing(request, 'api_secret') },
    { id: 'auth.mismatch', check: refuseMismatch },
    { id: 'auth.denied', check: refuseDenied },
  ],
  parameters: [
    { id: 'comparison_type.required', check: (request) => refuseMissing(request, 'comparison_type') },
    {
      id: 'comparison_type.values',
      check: (request) => (isListedValue(request, 'comparison_type') ? undefined : bad('comparison_type')),
    },
    {
      id: 'auth.no-data-source',
      check: ({ form, account }) =>
        comparisonType(form) === '1' && account?.dataSource === false
          ? { code: 'AUTHORIZATION_ERROR', argument: 'No data source permission.' }
          : undefined,
    },

    // The group of comparison_type=1.
    { id: 'idcard_name.required', check: (request) => refuseMissing(request, 'idcard_name') },
    { id: 'idcard_name.utf8', check: refuseName(({ form }) => fieldText(form, 'idcard_name') === undefined) },
    { id: 'idcard_name.max-chars', check: refuseName((request) => isTooLong(request, 'idcard_name')) },
    { id: 'idcard_number.required', check: (request) => refuseMissing(request, 'idcard_number') },
    {
      id: 'idcard_number.length',
      check: refuseNumber(
        (number, { contract }) => countCharacters(number) !== contract.parameter('idcard_number').exactCharacters,
      ),
    },
    // All but the last character are ASCII digits; what the last may be, the next rule says.
    {
      id: 'idcard_number.digits',
      check: refuseNumber((number) => !/^[0-9]*$/.test([...number].slice(0, -1).join(''))),
    },
    // The check digit is not verified: the page does not say that it is.
    { id: 'idcard_number.last-x', check: refuseNumber((number) => !/[0-9Xx]$/u.test(number)) },

    // The group of comparison_type=0.
    { id: 'uuid.required', check: (request) => refuseMissing(request, 'uuid') },
    {
      id: 'uuid.max-bytes',
      check: (request) => (isRequired(request, 'uuid') ? refuseTooLong(request, 'uuid') : undefined),
    },
    // At least one photo, whichever of the three it is.
    {
      id: 'image_ref.required',
      check(request) {
        const [first] = request.contract.files;
        if (first === undefined || !isRequired(request, first) || request.photos.length > 0) return undefined;
        return { code: 'MISSING_ARGUMENTS', argument: first };
      },
    },

    // Where the user goes. The page leaves open what a wrong address gets; its example of a failure shows this code.
    { id: 'return_url.required', check: (request) => refuseMissing(request, 'return_url') },
    { id: 'return_url.format', check: (request) => refuseAddress(request, 'return_url') },
    { id: 'notify_url.required', check: (request) => refuseMissing(request, 'notify_url') },
    { id: 'notify_url.format', check: (request) => refuseAddress(request, 'notify_url') },

    // Business fields.
    { id: 'biz_no.required', check: (request) => refuseMissing(request, 'biz_no') },
    { id: 'biz_no.max-bytes', check: (request) => refuseTooLong(request, 'biz_no') },
    { id: 'biz_extra_data.max-bytes', check: (request) => refuseTooLong(request, 'biz_extra_data') },
    // Text that is kept and sent back as JSON must be UTF-8. The page states this only for the name; for the others its
    // general table has "a parameter could not be parsed".
    {
      id: 'text.utf8',
      check({ form }) {
        const found = STORED.find((name) => form.has(name) && fieldText(form, name) === undefined);
        return found === undefined ? undefined : bad(found);
      },
    },
    // The page leaves open what another value gets; here it cannot be parsed. An empty value counts as left out.
    {
      id: 'screen_replay.other',
      check: (request) =>
        !isPresent(request.form, 'screen_replay') || isListedValue(request, 'screen_replay')
          ? undefined
          : bad('screen_replay'),
    },
    // Any value but 1 and 0 fails, an empty one included.
    {
      id: 'multi_oriented_detection.values',
      check: (request) =>
        !request.form.has('multi_oriented_detection') || isListedValue(request, 'multi_oriented_detection')
          ? undefined
          : bad('multi_oriented_detection'),
    },

    // Photos, last as they take time. The page writes the codes of faces without a suffix.
    {
      id: 'image_ref.format',
      async check({ photos, behaviours }) {
        const unreadable: string[] = [];
        for (const { name, inspect } of photos) if (!(await inspect()).readable) unreadable.push(name);
        if (unreadable.length === 0) return undefined;
        return { code: 'IMAGE_ERROR_UNSUPPORTED_FORMAT', argument: behaviours['image_ref.first-bad'](unreadable) };
      },
    },
    { id: 'image_ref.no-face', check: refuseFaces('NO_FACE_FOUND', (faces) => faces === 0) },
    { id: 'image_ref.multiple-faces', check: refuseFaces('MULTIPLE_FACES', (faces) => faces > 1) },
  ],
};

const STORED = ['uuid', 'biz_no', 'biz_extra_data', 'scene_id'];

function bad(argument: string): Refusal {
  return { code: 'BAD_ARGUMENTS', argument };
}

/** Whether the contract asks for the parameter in this request, by its `required` entry. */
function isRequired(request: ApiRequest, name: string): boolean {
  const { required } = request.contract.parameter(name);
  if (typeof required === 'string') return required === 'always';
  return required.values.includes(fieldText(request.form, required.with) ?? '');
}

function refuseMissing(request: ApiRequest, name: string): Refusal | undefined {
  return isRequired(request, name) ? refuseAbsent(request, name) : undefined;
}

function refuseAddress(request: ApiRequest, name: string): Refusal | undefined {
  return isNoWebAddress(request, name) ? { code: 'INVALID_ARGUMENTS', argument: name } : undefined;
}

function refuseName(isWrong: (request: ApiRequest) => boolean): (request: ApiRequest) => Refusal | undefined {
  return (request) =>
    isRequired(request, 'idcard_name') && isWrong(request) ? { code: 'INVALID_NAME_FORMAT' } : undefined;
}

function refuseNumber(
  isWrong: (number: string, request: ApiRequest) => boolean,
): (request: ApiRequest) => Refusal | undefined {
  return (request) =>
    isRequired(request, 'idcard_number') && isWrong(fieldText(request.form, 'idcard_number') ?? '', request)
      ? { code: 'INVALID_IDCARD_NUMBER' }
      : undefined;
}

function refuseFaces(code: string, isWrong: (faces: number) => boolean) {
  return async (request: ApiRequest): Promise<Refusal | undefined> => {
    for (const { inspect } of request.photos) {
      if (isWrong(await countFaces(request, await inspect()))) return { code };
    }
    return undefined;
  };
}
