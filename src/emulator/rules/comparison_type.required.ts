import { refuseMissing } from '../decisions.js';
import type { EmulatorRule } from '../rule.js';

export const comparisonTypeRequired: EmulatorRule = {
  id: 'comparison_type.required',
  check: (request) => refuseMissing(request, 'comparison_type'),
};
