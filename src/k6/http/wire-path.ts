/** The characters that may stand in a path as they are; a path with any other is written anew as a whole. */
const KEPT_PATH = /^[\w\-.~!$&'()*+,;=:@[\]%/]*$/;
/** The bytes that a path written anew escapes. */
const ESCAPED_BYTE = /[^\w\-.~$&+,/:;=@]/g;

/**
 * Path and query of an absolute URL as k6 writes them on the wire, one character a byte: dot segments stay, a query goes
 * out as it stands, and only what cannot stand in a path is escaped. Undefined where k6 finds no URL.
 */
export function wirePath(url: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\x00-\x1f\x7f]/.test(url)) return undefined;
  const [, path = '', query = ''] = /^[^:]*:\/\/[^/?#]*([^?#]*)(\?[^#]*)?/.exec(url) ?? [];
  if (/%(?![\da-fA-F]{2})/.test(path)) return undefined;
  return `${written(path) || '/'}${bytesOf(query)}`;
}

/** What k6 shows of an absolute URL behind its host: the path escaped where it has to be, query as it stands, fragment. */
export function shownPath(url: string): string {
  const [, path = '', query = '', fragment = ''] = /^[^:]*:\/\/[^/?#]*([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(url) ?? [];
  return `${written(path)}${query}${fragment.replaceAll(' ', '%20')}`;
}

function written(path: string): string {
  if (KEPT_PATH.test(path)) return path;
  return bytesOf(path)
    .replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(ESCAPED_BYTE, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}

/** Text in UTF-8, one character a byte. */
function bytesOf(text: string): string {
  return Buffer.from(text).toString('latin1');
}
