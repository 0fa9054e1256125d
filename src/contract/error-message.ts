/** An `error_message` taken apart: `CODE`, optional colon, optional blanks, the argument, optional blanks. */
export interface ErrorMessage {
  readonly code: string;
  /** Without the blanks around it; empty when there is none. */
  readonly argument: string;
}

const GRAMMAR = /^([A-Z][A-Z0-9_]*)(?:(?::|[ \t])[ \t]*(.*?))?[ \t]*$/s;

/**
 * Takes an `error_message` apart. Blanks never matter: the page itself writes both `MISSING_ARGUMENTS: <key>` and
 * `BAD_ARGUMENTS:<key>`. Returns undefined for a text that does not begin with a code.
 */
export function parseErrorMessage(text: string): ErrorMessage | undefined {
  const match = GRAMMAR.exec(text);
  return match === null ? undefined : { code: match[1] ?? '', argument: match[2] ?? '' };
}

const BLANK_AFTER_COLON = new Set(['MISSING_ARGUMENTS', 'INVALID_ARGUMENTS']);

/** Writes a code and its argument as the vendor's page does. */
export function formatErrorMessage({ code, argument }: ErrorMessage): string {
  if (argument === '') return code;
  return BLANK_AFTER_COLON.has(code) ? `${code}: ${argument}` : `${code}:${argument}`;
}
