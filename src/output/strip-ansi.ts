import { stripVTControlCharacters } from 'node:util';

// What a terminal would act on: C0 without tab and newline, DEL, C1, and the marks that reverse the reading direction.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const ACTED_ON = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** The text without ANSI escapes, control characters and marks of reading direction; newline and tab stay, CR LF becomes LF. */
export function stripControl(text: string): string {
  return stripVTControlCharacters(text).replace(ACTED_ON, '');
}
