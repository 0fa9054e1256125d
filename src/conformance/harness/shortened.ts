import type { Redactor } from '../../output/redactor.js';
import type { ContractResult } from '../../records/types.js';

/** Characters that results keep of a text from outside. */
export const SHOWN_CHARACTERS = 4000;
/** More than any spelling of a secret has characters. */
const MARGIN = 4000;
const LOOKED_AT = 4 * SHOWN_CHARACTERS;

/**
 * A text as results keep it: 4,000 characters, redacted before they are cut, so that no half of a secret is left. Of a longer
 * text only a part is looked at, and the end of that part, which may be a half, is left out.
 */
export function shortened(text: string, redactor: Redactor): string {
  if (text.length <= LOOKED_AT) return redactor.redact(text).slice(0, SHOWN_CHARACTERS);
  return redactor.redact(text.slice(0, LOOKED_AT)).slice(0, -MARGIN).slice(0, SHOWN_CHARACTERS);
}

/** A result whose texts from outside are shortened. */
export function shortenedResult(result: ContractResult, redactor: Redactor): ContractResult {
  const short = (text: string) => (text.length <= SHOWN_CHARACTERS ? text : shortened(text, redactor));
  return {
    ...result,
    actual: short(result.actual),
    note: short(result.note),
    steps: result.steps.map((step) => ({ ...step, detail: short(step.detail) })),
  };
}
