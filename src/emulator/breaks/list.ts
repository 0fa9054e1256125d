import { callbackBreaks } from '../endpoints/callbacks/breaks.js';
import { getResultBreaks } from '../endpoints/get-result/breaks.js';
import { answerBreaks } from '../endpoints/get-token/breaks/answer.js';
import { photoBreaks } from '../endpoints/get-token/breaks/photos.js';
import { requestBreaks } from '../endpoints/get-token/breaks/requests.js';
import { livenessBreaks } from '../endpoints/liveness/breaks.js';
import { type Break, type BrokenParts, nameOf } from './break.js';

/** Every break there is. */
export const breaks: readonly Break[] = [
  ...requestBreaks,
  ...photoBreaks,
  ...answerBreaks,
  ...livenessBreaks,
  ...callbackBreaks,
  ...getResultBreaks,
];

/** The break of a name; undefined for a name that none has. */
export function breakOf(name: string): Break | undefined {
  return breaks.find((one) => nameOf(one) === name);
}

/** The broken parts of several breaks together; of the same part the last counts. */
export function beginBreaks(chosen: readonly Break[]): Required<BrokenParts> {
  const begun = chosen.map(({ begin }) => begin());
  return {
    checks: Object.assign({}, ...begun.map(({ checks }) => checks)),
    behaviours: Object.assign({}, ...begun.map(({ behaviours }) => behaviours)),
  };
}
