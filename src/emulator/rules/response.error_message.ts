import type { Refusal } from '../refusal.js';

/** Codes that the page writes with a blank after the colon. */
const WITH_BLANK = new Set(['MISSING_ARGUMENTS', 'INVALID_ARGUMENTS']);

/** The error as the page spells it, blanks included; nothing on success. */
export function errorMessage(refusal: Refusal | undefined): unknown {
  if (!refusal) return undefined;
  if (refusal.argument === undefined) return refusal.code;
  return `${refusal.code}:${WITH_BLANK.has(refusal.code) ? ' ' : ''}${refusal.argument}`;
}
