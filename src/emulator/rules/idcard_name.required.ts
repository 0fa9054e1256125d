import { refuseMissing } from '../decisions.js';
import type { EmulatorRule } from '../rule.js';

export const idcardNameRequired: EmulatorRule = {
  id: 'idcard_name.required',
  check: (request) => refuseMissing(request, 'idcard_name'),
};
