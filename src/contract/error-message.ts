/** An `error_message` taken apart: `CODE`, optional colon, optional whitespace, the argument, optional whitespace. */
export interface ErrorMessage {
  readonly code: string;
  /** Without the whitespace around it; empty when there is none. */
  readonly argument: string;
}

/** The longest code of the page has 31 characters; what goes on much longer is none. */
const CODE = /^[A-Z][A-Z0-9_]{0,63}(?=$|[: \t])/;

/**
 * Takes an `error_message` apart. Whitespace never matters: the page itself writes both `MISSING_ARGUMENTS: <key>` and
 * `BAD_ARGUMENTS:<key>`. Returns undefined for a text that does not begin with a code.
 */
export function parseErrorMessage(text: string): ErrorMessage | undefined {
  const code = CODE.exec(text)?.[0];
  if (code === undefined) return undefined;
  const from = text[code.length] === ':' ? code.length + 1 : code.length;
  return { code, argument: withoutBlanks(text, from) };
}

/** A loop, as an expression that looks for blanks at the end of a text takes time by the square of its length. */
function withoutBlanks(text: string, from: number): string {
  let [start, end] = [from, text.length];
  while (start < end && isBlank(text[start])) start += 1;
  while (end > start && isBlank(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

const BLANK_AFTER_COLON = new Set(['MISSING_ARGUMENTS', 'INVALID_ARGUMENTS']);

/** Writes a code and its argument as the vendor's page does. */
export function formatErrorMessage({ code, argument }: ErrorMessage): string {
  if (argument === '') return code;
  return BLANK_AFTER_COLON.has(code) ? `${code}: ${argument}` : `${code}:${argument}`;
}
