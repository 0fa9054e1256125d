import { isRequired, isTooLong } from '../decisions.js';
import type { EmulatorRule } from '../rule.js';

export const idcardNameMaxChars: EmulatorRule = {
  id: 'idcard_name.max-chars',
  check: (request) =>
    isRequired(request, 'idcard_name') && isTooLong(request, 'idcard_name')
      ? { code: 'INVALID_NAME_FORMAT' }
      : undefined,
};
