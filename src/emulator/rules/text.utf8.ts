import type { EmulatorRule } from '../rule.js';
import { fieldText } from '../text.js';

const STORED = ['uuid', 'biz_no', 'biz_extra_data', 'scene_id'];

/**
 * Text that is kept and sent back as JSON must be UTF-8. The page states this only for the name; for the others its
 * general table has "a parameter could not be parsed".
 */
export const textUtf8: EmulatorRule = {
  id: 'text.utf8',
  check({ form }) {
    const bad = STORED.find((name) => form.has(name) && fieldText(form, name) === undefined);
    return bad === undefined ? undefined : { code: 'BAD_ARGUMENTS', argument: bad };
  },
};
