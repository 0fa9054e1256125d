import type { CheckTable } from '../../checks.js';
import { fieldText } from '../../text.js';
import { refuseAbsent, refuseDenied, refuseMismatch } from '../common/parameter-checks.js';

/** Every rule of GetResult that refuses a request, in the order in which they are tried. */
export const getResultChecks: CheckTable = {
  credentials: [
    { id: 'get_result.api_key.required', check: (request) => refuseAbsent(request, 'api_key') },
    { id: 'get_result.api_secret.required', check: (request) => refuseAbsent(request, 'api_secret') },
    { id: 'get_result.auth.mismatch', check: refuseMismatch },
    { id: 'get_result.auth.denied', check: refuseDenied },
  ],
  parameters: [
    { id: 'get_result.biz_id.required', check: (request) => refuseAbsent(request, 'biz_id') },
    // Sent but empty counts as left out.
    {
      id: 'get_result.get_image_type.number',
      check: ({ form }) =>
        /^-?\d*$/.test(fieldText(form, 'get_image_type') ?? (form.has('get_image_type') ? '?' : ''))
          ? undefined
          : { code: 'BAD_ARGUMENTS', argument: 'get_image_type' },
    },
  ],
};
