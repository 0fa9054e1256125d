/**
 * Characters that a reader cannot see or that change how the text around them is shown: controls (line feed and tab
 * stay), soft hyphen, bidirectional marks and overrides, zero-width spaces, line separators, tags, non-characters, and
 * halves of a surrogate pair. The joiners U+200C and U+200D stay: scripts and emoji need them.
 */
const INVISIBLE =
  /(?![\n\t])\p{Cc}|[\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Noncharacter_Code_Point}|\p{Surrogate}/gu;

/** ANSI escape sequences: CSI; the strings OSC, DCS, SOS, PM and APC with their end; and the short ones. */
const ANSI =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)|\x1b[ -/]*[0-~]/g;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function codePoint(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The text with every invisible or reordering character spelt out, e.g. `⟨U+202E⟩`. CR LF counts as a line feed. */
export function visible(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(INVISIBLE, (character) => `⟨${codePoint(character)}⟩`);
}

/** Text for the content of an HTML element or a quoted attribute. Nothing in it is markup; invisible characters show. */
export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/** Text for the content of an XML 1.0 element: no character that XML forbids is left. */
export function escapeXml(text: string): string {
  return escapeHtml(text);
}

/** Text for a quoted XML attribute: as {@link escapeXml}, and line feeds and tabs survive the parser. */
export function escapeXmlAttribute(text: string): string {
  return escapeXml(text).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

/** Text for a terminal: escape sequences are dropped, everything else that is invisible shows. Lines stay. */
export function terminalText(text: string): string {
  return visible(text.replace(ANSI, ''));
}

/** As {@link terminalText}, on one line. */
export function terminalLine(text: string): string {
  return terminalText(text)
    .replace(/[\n\t]+/g, ' ')
    .trim();
}

/** The text cut to `max` code points; `rest` is how many were left off. No surrogate pair is torn. */
export function cut(text: string, max: number): { readonly text: string; readonly rest: number } {
  if (text.length <= max) return { text, rest: 0 };
  const characters = [...text];
  return { text: characters.slice(0, max).join(''), rest: Math.max(0, characters.length - max) };
}

/**
 * A reference that stays beside the report: a relative path without scheme, host, root, backslash or a way up,
 * percent-encoded; null for anything else.
 */
export function relativeHref(path: string): string | null {
  if (path === '' || /^[/\\]|^[a-z][a-z0-9+.-]*:|\\/i.test(path) || visible(path) !== path) return null;
  const parts = path.split('/');
  if (parts.includes('..') || parts.slice(0, -1).includes('')) return null;
  return parts.map(encodeURIComponent).join('/');
}
