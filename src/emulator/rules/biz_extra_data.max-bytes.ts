import { refuseTooLong } from '../decisions.js';
import type { EmulatorRule } from '../rule.js';

export const bizExtraDataMaxBytes: EmulatorRule = {
  id: 'biz_extra_data.max-bytes',
  check: (request) => refuseTooLong(request, 'biz_extra_data'),
};
