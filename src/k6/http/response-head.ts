import { type Failure, malformed, quoted } from './failure.js';

/** The status line and the headers of one answer. */
export interface ResponseHead {
  readonly status: number;
  readonly statusText: string;
  readonly proto: string;
  /** Names and values in turn, as they came. */
  readonly headers: readonly string[];
  /** The announced length of the body; undefined without one, or where chunks override it. */
  readonly length: number | undefined;
  readonly chunked: boolean;
  readonly keepAlive: boolean;
  /** For how long the connection may idle; 0 when the server does not say. */
  readonly idleLimitMs: number;
}

let lastText = '';
let lastHead: ResponseHead | Failure = malformed('nothing was read');

/**
 * Reads a head without its last empty line. Answers of one server hardly differ in their heads within a second, so that
 * the same text again costs one comparison.
 */
export function parseHead(text: string): ResponseHead | Failure {
  if (text !== lastText) {
    lastHead = read(text);
    lastText = text;
  }
  return lastHead;
}

export function isHead(head: ResponseHead | Failure): head is ResponseHead {
  return 'status' in head;
}

function read(text: string): ResponseHead | Failure {
  const [statusLine = '', ...lines] = text.split('\r\n');
  const match = /^(HTTP\/1\.[01]) (\d{3})(?: (.*))?$/.exec(statusLine);
  if (match === null) return malformed(`its status line is ${quoted(statusLine)}`);
  const proto = match[1]!;
  const status = Number(match[2]);
  if (status === 101 || status < 100) return malformed(`status ${status} was not asked for`);
  const headers: string[] = [];
  let length: string | undefined;
  let encoding = '';
  let connection = '';
  let idleLimitMs = 0;
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon <= 0) return malformed(`a header line is ${quoted(line)}`);
    const name = line.slice(0, colon);
    if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) return malformed(`a header is called ${quoted(name)}`);
    const value = line.slice(colon + 1).trim();
    headers.push(name, value);
    switch (name.toLowerCase()) {
      case 'content-length':
        if (!/^\d{1,15}$/.test(value) || (length !== undefined && length !== value))
          return malformed(`its Content-Length is ${quoted(value)}`);
        length = value;
        break;
      case 'transfer-encoding':
        encoding += encoding === '' ? value : `,${value}`;
        break;
      case 'connection':
        connection += `,${value.toLowerCase()}`;
        break;
      case 'keep-alive':
        idleLimitMs = idleLimit(value);
    }
  }
  const chunked = encoding.toLowerCase() === 'chunked';
  if (encoding !== '' && !chunked) return malformed(`its Transfer-Encoding is ${quoted(encoding)}`);
  const stays = proto === 'HTTP/1.1' ? !connection.includes('close') : connection.includes('keep-alive');
  return {
    status,
    statusText: match[3] ?? '',
    proto,
    headers,
    length: length === undefined || chunked ? undefined : Number(length),
    chunked,
    // Two framings at once leave in doubt where the next answer begins.
    keepAlive: stays && !(chunked && length !== undefined),
    idleLimitMs,
  };
}

/** Servers close at the limit they announce: a second less keeps a request from racing that. */
function idleLimit(value: string): number {
  const seconds = /timeout=(\d+)/i.exec(value)?.[1];
  return seconds === undefined ? 0 : Math.max(1, Number(seconds) * 1000 - 1000);
}
