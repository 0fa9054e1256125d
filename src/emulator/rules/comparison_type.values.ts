import { isListedValue } from '../decisions.js';
import type { EmulatorRule } from '../rule.js';

export const comparisonTypeValues: EmulatorRule = {
  id: 'comparison_type.values',
  check: (request) =>
    isListedValue(request, 'comparison_type') ? undefined : { code: 'BAD_ARGUMENTS', argument: 'comparison_type' },
};
