import { refuseTooLong } from '../decisions.js';
import type { EmulatorRule } from '../rule.js';

export const bizNoMaxBytes: EmulatorRule = {
  id: 'biz_no.max-bytes',
  check: (request) => refuseTooLong(request, 'biz_no'),
};
