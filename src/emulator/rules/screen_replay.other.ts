import { isListedValue } from '../decisions.js';
import type { EmulatorRule } from '../rule.js';
import { isPresent } from '../text.js';

/** The page leaves open what another value gets; here it cannot be parsed. An empty value counts as left out. */
export const screenReplayOther: EmulatorRule = {
  id: 'screen_replay.other',
  check(request) {
    const name = 'screen_replay';
    if (!isPresent(request.form, name) || isListedValue(request, name)) return undefined;
    return { code: 'BAD_ARGUMENTS', argument: name };
  },
};
