import { isRequired } from '../decisions.js';
import type { EmulatorRule } from '../rule.js';
import { fieldText } from '../text.js';

/** The last character is a digit, `X` or `x`. The check digit is not verified: the page does not say that it is. */
export const idcardNumberLastX: EmulatorRule = {
  id: 'idcard_number.last-x',
  check(request) {
    if (!isRequired(request, 'idcard_number')) return undefined;
    const number = fieldText(request.form, 'idcard_number') ?? '';
    return /[0-9Xx]$/u.test(number) ? undefined : { code: 'INVALID_IDCARD_NUMBER' };
  },
};
