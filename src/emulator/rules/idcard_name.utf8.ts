import { isRequired } from '../decisions.js';
import type { EmulatorRule } from '../rule.js';
import { fieldText } from '../text.js';

export const idcardNameUtf8: EmulatorRule = {
  id: 'idcard_name.utf8',
  check: (request) =>
    isRequired(request, 'idcard_name') && fieldText(request.form, 'idcard_name') === undefined
      ? { code: 'INVALID_NAME_FORMAT' }
      : undefined,
};
