import { refuseMissing } from '../decisions.js';
import type { EmulatorRule } from '../rule.js';

export const bizNoRequired: EmulatorRule = {
  id: 'biz_no.required',
  check: (request) => refuseMissing(request, 'biz_no'),
};
