import { isRequired } from '../decisions.js';
import type { EmulatorRule } from '../rule.js';
import { countCharacters, fieldText } from '../text.js';

export const idcardNumberLength: EmulatorRule = {
  id: 'idcard_number.length',
  check(request) {
    if (!isRequired(request, 'idcard_number')) return undefined;
    const number = fieldText(request.form, 'idcard_number') ?? '';
    const { exactCharacters } = request.figures.parameter('idcard_number');
    return countCharacters(number) === exactCharacters ? undefined : { code: 'INVALID_IDCARD_NUMBER' };
  },
};
