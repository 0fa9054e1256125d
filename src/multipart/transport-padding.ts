const SPACE = 0x20;
const TAB = 0x09;
const CRLF = Buffer.from('\r\n');

/** The body without the spaces and tabs that may stand between a boundary and its line end (RFC 2046, section 5.1.1). */
export function stripPadding(contentType: string, body: Buffer): Buffer {
  const boundary = boundaryOf(contentType);
  if (boundary === '') return body;
  const delimiter = Buffer.from(`--${boundary}`, 'latin1');
  const kept: Buffer[] = [];
  let keptTo = 0;
  for (let at = body.indexOf(delimiter); at !== -1; at = body.indexOf(delimiter, at + delimiter.length)) {
    if (at > 0 && !endsLine(body, at)) continue;
    const padding = at + delimiter.length;
    let lineEnd = padding;
    while (body[lineEnd] === SPACE || body[lineEnd] === TAB) lineEnd += 1;
    if (lineEnd === padding || !body.subarray(lineEnd, lineEnd + CRLF.length).equals(CRLF)) continue;
    kept.push(body.subarray(keptTo, padding));
    keptTo = lineEnd;
  }
  return kept.length === 0 ? body : Buffer.concat([...kept, body.subarray(keptTo)]);
}

function endsLine(body: Buffer, at: number): boolean {
  return body.subarray(Math.max(0, at - CRLF.length), at).equals(CRLF);
}

function boundaryOf(contentType: string): string {
  const [, quoted, bare] = /;\s*boundary=(?:"([^"\\]*)"|([^\s;"]+))/i.exec(contentType) ?? [];
  return quoted ?? bare ?? '';
}
