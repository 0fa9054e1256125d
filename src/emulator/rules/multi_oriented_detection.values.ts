import { isListedValue } from '../decisions.js';
import type { EmulatorRule } from '../rule.js';

/** Any value but 1 and 0 fails, an empty one included. */
export const multiOrientedDetectionValues: EmulatorRule = {
  id: 'multi_oriented_detection.values',
  check(request) {
    const name = 'multi_oriented_detection';
    if (!request.form.has(name) || isListedValue(request, name)) return undefined;
    return { code: 'BAD_ARGUMENTS', argument: name };
  },
};
