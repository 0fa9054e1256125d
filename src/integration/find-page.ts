import { LIVENESS_PAGE_PATH } from '../emulator/endpoints/liveness/paths.js';
import type { Answer } from './ask.js';
import { valueAt } from './expression.js';

/** Whether what an app answered leads its user to the liveness page. */
export type PageFound =
  /** The address, or the token alone, stands in the answer. */
  | { readonly kind: 'page'; readonly token: string; readonly where: string }
  /** An address of the page with another token, or with none. */
  | { readonly kind: 'other'; readonly address: string }
  | { readonly kind: 'none' };

/** The first `Location` and body of an answer, after the redirects within the app, or what a command printed. */
export type Seen = Pick<Answer, 'headers' | 'body'>;

/**
 * Looks for the page of one of the tokens that were given out for a check: in `Location`, at the path of the JSON answer where one is
 * given, then anywhere in the body, however it is escaped.
 */
export function findPage(
  answers: readonly Seen[],
  tokens: readonly string[],
  open: readonly (string | number)[] | undefined,
): PageFound {
  const texts = answers.flatMap((answer) => textsOf(answer, open));
  for (const { text, where } of texts) {
    const token = tokens.find((one) => one !== '' && standsAlone(text, one));
    if (token !== undefined) return { kind: 'page', token, where };
  }
  for (const { text } of texts) {
    const at = text.indexOf(LIVENESS_PAGE_PATH);
    if (at !== -1) return { kind: 'other', address: /^[^\s"'<>\\)]*/.exec(text.slice(at))![0] };
  }
  return { kind: 'none' };
}

/** Whether it stands there whole: a token that goes on is another one. */
function standsAlone(text: string, token: string): boolean {
  for (let at = text.indexOf(token); at !== -1; at = text.indexOf(token, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + token.length] ?? ' ';
    if (!/[\w-]/.test(before) && !/[\w-]/.test(after)) return true;
  }
  return false;
}

function textsOf(
  { headers, body }: Seen,
  open: readonly (string | number)[] | undefined,
): { text: string; where: string }[] {
  const location = headers.location === undefined ? [] : [{ text: plain(headers.location), where: 'Location' }];
  if (open === undefined) return [...location, { text: plain(body), where: 'the body' }];
  const found = valueAt(parsed(body), open);
  return [...location, ...(typeof found === 'string' ? [{ text: plain(found), where: 'open' }] : [])];
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Without the escapes of JSON, HTML and URLs, which may hide an address. */
function plain(text: string): string {
  return text
    .replaceAll('\\/', '/')
    .replace(/\\u([0-9a-f]{4})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
    .replace(/&(?:amp|#38|#x26);/gi, '&')
    .replace(/&(?:#61|#x3d|equals);/gi, '=')
    .replace(/&(?:#47|#x2f);/gi, '/')
    .replace(/%2f/gi, '/')
    .replace(/%3f/gi, '?')
    .replace(/%3d/gi, '=');
}

/** What of an answer may hold addresses: for a look at what stands in them. */
export function addressesIn({ headers, body }: Seen): string[] {
  const location = headers.location === undefined ? [] : [headers.location];
  return [...location, ...(plain(body).match(/\bhttps?:\/\/[^\s"'<>\\]+/g) ?? [])];
}
