import { isRequired } from '../decisions.js';
import type { EmulatorRule } from '../rule.js';

/** At least one photo, whichever of the three it is. */
export const imageRefRequired: EmulatorRule = {
  id: 'image_ref.required',
  check(request) {
    const [first] = request.figures.photoNames;
    if (first === undefined || !isRequired(request, first) || request.photos.length > 0) return undefined;
    return { code: 'MISSING_ARGUMENTS', argument: first };
  },
};
