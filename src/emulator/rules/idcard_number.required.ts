import { refuseMissing } from '../decisions.js';
import type { EmulatorRule } from '../rule.js';

export const idcardNumberRequired: EmulatorRule = {
  id: 'idcard_number.required',
  check: (request) => refuseMissing(request, 'idcard_number'),
};
