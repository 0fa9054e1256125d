/** Ways in which a server or a tool may write a value back, and what a curious reader would undo to get it. */

const buffer = (text: string): Buffer => Buffer.from(text, 'utf8');
const base64 = (text: string): string => buffer(text).toString('base64');
const hex = (bytes: Buffer): string => bytes.toString('hex');
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const unitEscapes = (text: string): string =>
  text
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
const swapCase = (text: string): string =>
  text.replace(/[a-z]+|[A-Z]+/g, (run) => (run < 'a' ? run.toLowerCase() : run.toUpperCase()));
const between = (text: string, separator: string): string => [...text].join(separator);
const entities = (value: string, write: (code: number) => string): string =>
  [...value].map((char) => write(char.codePointAt(0)!)).join('');
const quotedPrintable = (value: string): string =>
  hex(buffer(value)).toUpperCase().replace(/../g, '=$&').replace(/.{72}/g, '$&=\r\n');

export const SPELLINGS: readonly (readonly [form: string, write: (value: string) => string])[] = [
  ['as it is', (value) => value],
  ['in a JSON string', (value) => JSON.stringify({ message: `bad ${value}` })],
  ['in JSON with every unit escaped, lower case', (value) => `{"m":"${unitEscapes(value)}"}`],
  [
    'in JSON with every unit escaped, upper case',
    (value) => `{"m":"${unitEscapes(value).toUpperCase().replaceAll('\\U', '\\u')}"}`,
  ],
  ['in JSON inside JSON', (value) => JSON.stringify({ body: JSON.stringify({ m: unitEscapes(value) }) })],
  ['URL-encoded', (value) => `?k=${encodeURIComponent(value)}&z=1`],
  ['URL-encoded, lower case', (value) => `?k=${encodeURIComponent(value).replace(/%../g, (e) => e.toLowerCase())}`],
  ['URL-encoded twice', (value) => encodeURIComponent(encodeURIComponent(value))],
  ['as a form field', (value) => new URLSearchParams({ a: value }).toString()],
  ['with every byte percent-encoded', (value) => hex(buffer(value)).replace(/../g, '%$&')],
  ['with every unit as %u', (value) => unitEscapes(value).replaceAll('\\', '%')],
  ['HTML-escaped by name', (value) => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')],
  [
    'HTML-escaped punctuation',
    (value) => value.replaceAll('/', '&sol;').replaceAll('+', '&plus;').replace('?', '&quest;'),
  ],
  ['HTML-escaped, decimal', (value) => entities(value, (code) => `&#${code};`)],
  ['HTML-escaped, decimal, without semicolons', (value) => entities(value, (code) => `&#${code}`)],
  ['HTML-escaped, hex', (value) => entities(value, (code) => `&#x${code.toString(16)};`)],
  [
    'HTML-escaped, hex, without semicolons, zeros before',
    (value) => entities(value, (code) => `&#X000${code.toString(16)}`),
  ],
  ['HTML-escaped JSON', (value) => JSON.stringify({ m: value }).replaceAll('"', '&quot;')],
  [
    'between tags of HTML',
    (value) => [...value].map((char) => `<b class="x">${char === '"' ? '&quot;' : char}</b>`).join(''),
  ],
  ['base64', (value) => base64(value)],
  ['base64 without padding, URL alphabet', (value) => buffer(value).toString('base64url')],
  ['base64 inside other data, one byte on', (value) => base64(`x${value}tail`)],
  ['base64 inside other data, two bytes on', (value) => base64(`xx${value}tail`)],
  ['base64 as of basic credentials', (value) => `Authorization: Basic ${base64(`emulator:${value}`)}`],
  ['base64 of JSON', (value) => base64(JSON.stringify({ api_key: 'k', s: value }))],
  [
    'base64 of escaped JSON',
    (value) =>
      base64(
        `{"s":"${JSON.stringify(value)
          .slice(1, -1)
          .replace(/[^ -~]/g, unitEscapes)}"}`,
      ),
  ],
  ['base64 in lines', (value) => base64(`${'.'.repeat(50)}${value}${'.'.repeat(50)}`).replace(/.{76}/g, '$&\r\n')],
  ['base64, URL-encoded', (value) => encodeURIComponent(base64(`?>?${value}`))],
  ['base64 of the value in capitals', (value) => base64(value.toUpperCase())],
  ['hex', (value) => hex(buffer(`a${value}`))],
  ['hex, upper case', (value) => hex(buffer(value)).toUpperCase()],
  ['hex with colons', (value) => hex(buffer(value)).replace(/..(?=.)/g, '$&:')],
  ['C bytes', (value) => hex(buffer(value)).replace(/../g, '0x$&, ')],
  ['a dumped Buffer', (value) => `<Buffer ${hex(buffer(value)).match(/../g)?.join(' ')}>`],
  ['a Buffer as JSON', (value) => JSON.stringify(buffer(`k=${value}`))],
  ['a Buffer as JSON, indented', (value) => JSON.stringify([...buffer(value)], null, 2)],
  ['bytes in a Python or C string', (value) => hex(buffer(value)).replace(/../g, '\\x$&')],
  ['octal escapes', (value) => [...buffer(value)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')],
  ['quoted-printable', (value) => quotedPrintable(value)],
  ['quoted-printable in JSON', (value) => JSON.stringify({ m: quotedPrintable(value) })],
  ['UTF-16 as hex', (value) => hex(Buffer.from(value, 'utf16le'))],
  ['UTF-16, high byte first, as hex', (value) => hex(utf16be(value))],
  ['read as Latin-1', (value) => buffer(value).toString('latin1')],
  ['with a NUL after every character', (value) => between(value, '\0')],
  ['with escaped NULs, in JSON', (value) => JSON.stringify({ m: between(value, '\0') })],
  ['split by escape sequences', (value) => between(value, '\u001b[31m')],
  ['split by escape sequences, in a tag', (value) => `<p title='${between(value, '\u001b[31m')}'>`],
  ['split by escape sequences, in JSON', (value) => JSON.stringify({ m: between(value, '\u001b[0;1m') })],
  ['split by marks that nobody sees', (value) => between(value, '\u200b\u2060')],
  ['split by spaces', (value) => between(value, ' ')],
  ['split by hyphens', (value) => between(value, '-')],
  ['split by lines', (value) => between(value, '\r\n')],
  ['in small letters', (value) => value.toLowerCase()],
  ['in capitals', (value) => value.toUpperCase()],
  ['with the case of every letter changed', (value) => swapCase(value)],
  [
    'in full-width letters',
    (value) => value.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)),
  ],
];

/** Every text that undoing what can be undone makes of a text, reduced so that a value is found whatever its case or separators. */
export function readings(text: string, rounds = 3): string[] {
  let layer = new Set([text, ...packed(text)]);
  const found = new Set<string>();
  for (let round = 0; round < rounds; round++) {
    const next = new Set<string>();
    for (const one of layer) {
      if (found.has(one)) continue;
      found.add(one);
      for (const undone of undo(one)) if (undone !== one) next.add(undone);
    }
    layer = next;
  }
  return [...found, ...layer].map(reduced);
}

/** A text as `readings` gives it. */
export function reduced(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}

function undo(text: string): string[] {
  const latin1 = (part: string): string => Buffer.from(part, 'latin1').toString('utf8');
  const unit = (_all: string, digits: string): string => String.fromCharCode(Number.parseInt(digits, 16));
  const entity = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '');
  return [
    text.replace(/\\u([0-9a-f]{4})/gi, unit).replace(/\\(["\\/])/g, '$1'),
    text.replace(/%u([0-9a-f]{4})/gi, unit),
    text.replace(/(?:\\x[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('\\x', ''), 'hex').toString('utf8')),
    text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8')),
    latin1(
      text.replace(/\\([0-3][0-7]{2})/g, (_all, digits: string) => String.fromCharCode(Number.parseInt(digits, 8))),
    ),
    latin1(text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, unit)),
    text
      .replace(/&#x0*([0-9a-f]{1,6});?/gi, (_all, digits: string) => entity(Number.parseInt(digits, 16)))
      .replace(/&#0*([0-9]{1,7});?/g, (_all, digits: string) => entity(Number(digits)))
      .replace(/&(?:quot|amp|sol|plus|quest);?/g, ' '),
    text.replace(/<[^<>]*>/g, ''),
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is taken out
    text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, ''),
  ];
}

function packed(text: string): string[] {
  const found: string[] = [];
  for (const [run] of text.replace(/\r?\n/g, '').matchAll(/[A-Za-z0-9+/_-]{6,}/g)) {
    for (const shift of [0, 1, 2, 3]) found.push(Buffer.from(run.slice(shift), 'base64').toString('utf8'));
  }
  for (const [run] of text.matchAll(/[0-9a-f]{2}(?:[ :]?[0-9a-f]{2}){3,}/gi)) {
    for (const shift of [0, 1]) {
      const bytes = Buffer.from(run.replace(/[ :]/g, '').slice(shift), 'hex');
      found.push(bytes.toString('utf8'), bytes.toString('utf16le'));
      if (bytes.length % 2 === 0) found.push(Buffer.from(bytes).swap16().toString('utf16le'));
    }
  }
  for (const [run] of text.matchAll(/(?:0x[0-9a-f]{2}, )+/gi))
    found.push(Buffer.from(run.replace(/0x|, /g, ''), 'hex').toString('utf8'));
  for (const [list] of text.matchAll(/\d+(?:,\s*\d+)+/g))
    found.push(Buffer.from(list.split(',').map(Number)).toString('utf8'));
  return found;
}
