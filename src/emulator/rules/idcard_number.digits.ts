import { isRequired } from '../decisions.js';
import type { EmulatorRule } from '../rule.js';
import { fieldText } from '../text.js';

/** All but the last character are ASCII digits. What the last may be, says `idcard_number.last-x`. */
export const idcardNumberDigits: EmulatorRule = {
  id: 'idcard_number.digits',
  check(request) {
    if (!isRequired(request, 'idcard_number')) return undefined;
    const number = fieldText(request.form, 'idcard_number') ?? '';
    return /^[0-9]*$/.test([...number].slice(0, -1).join('')) ? undefined : { code: 'INVALID_IDCARD_NUMBER' };
  },
};
