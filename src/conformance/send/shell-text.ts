/** What a command of the shell prints, or a word of it is put together from: bytes, the value of an expression such as `$FACEID_API_KEY`, a file. */
export type Piece = Uint8Array | { readonly shell: string } | { readonly file: string };

/** Text in single quotes. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Text or bytes other than zero as a word of bash: in single quotes, or as `$'\xcd\xf5'` where bytes are control characters or no UTF-8. */
export function shellText(value: Uint8Array): string {
  const text = Buffer.from(value).toString('utf8');
  const shown = escaped(value);
  return shown === text.replaceAll('\\', '\\\\') ? quote(text) : `$'${shown.replaceAll("'", "\\'")}'`;
}

/** Pieces as one word of the shell. */
export function wordOf(pieces: readonly (Uint8Array | { readonly shell: string })[]): string {
  return pieces.map((piece) => ('shell' in piece ? `"${piece.shell}"` : shellText(piece))).join('');
}

/** A process substitution of bash that gives the pieces, of any length and with any bytes: `<(printf -- 'a\x00'; cat '/photo.jpg')`. */
export function printing(pieces: readonly Piece[]): string {
  const commands: string[] = [];
  let text = '';
  const print = () => {
    if (text !== '') commands.push(`printf -- ${quote(text)}`);
    text = '';
  };
  for (const piece of pieces) {
    if (piece instanceof Uint8Array) text += escaped(piece).replaceAll('%', '%%');
    else {
      print();
      commands.push('file' in piece ? `cat ${quote(piece.file)}` : `printf %s "${piece.shell}"`);
    }
  }
  print();
  return `<(${commands.join('; ')})`;
}

/** Bytes with backslash, control characters and what is no UTF-8 escaped, as `$'…'` and the format of `printf` take them. */
function escaped(value: Uint8Array): string {
  const bytes = Buffer.from(value);
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes)
    ? text.replace(/[\\\p{Cc}]/gu, (one) => ESCAPES[one] ?? hex(Buffer.from(one)))
    : bytes.toString('latin1').replace(/[^ -[\]-~]/g, (one) => ESCAPES[one] ?? hex(Buffer.from(one, 'latin1')));
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\r': '\\r', '\n': '\\n', '\t': '\\t' };

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}
