import { CLOSED_EARLY, CUT_SHORT, type Failure, malformed } from './failure.js';

/** What a parser has found once an answer is whole. */
export interface ParsedAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly proto: string;
  readonly headers: string[];
  readonly body: Buffer | undefined;
  /** Whether the connection may carry another request, and for how long it may idle (0: as long as it likes). */
  readonly keepAlive: boolean;
  readonly idleLimitMs: number;
}

/** Longest status line and headers together, and longest line of a chunk's size. */
const LONGEST_HEAD = 256 * 1024;
const LONGEST_CHUNK_LINE = 4096;

type Stage = 'head' | 'counted' | 'until-close' | 'chunk-size' | 'chunk-data' | 'chunk-end' | 'trailers';

/**
 * Reads the answers of one HTTP/1.x connection, one request at a time, from bytes however they are cut (RFC 9112).
 * Anything that leaves the end of an answer in doubt is a failure, never a guess. Bytes handed in are copied if kept.
 */
export class ResponseParser {
  #stage: Stage = 'head';
  #head: Buffer | undefined;
  #left = 0;
  #line = '';
  #trailerBytes = 0;
  #chunks: Buffer[] = [];
  #headRequest = false;
  #keepBody = true;
  #status = 0;
  #statusText = '';
  #proto = '';
  #headers: string[] = [];
  #keepAlive = false;
  #idleLimitMs = 0;

  /** Expects the answer to a new request. */
  begin(method: string, keepBody: boolean): void {
    this.#headRequest = method === 'HEAD';
    this.#keepBody = keepBody;
    this.#stage = 'head';
    this.#head = undefined;
    this.#chunks = [];
  }

  /** Takes in bytes: an answer when it is whole, a failure when it cannot become one, undefined when more must come. */
  push(bytes: Buffer): ParsedAnswer | Failure | undefined {
    let at = 0;
    if (this.#expectsHead()) {
      const head = this.#takeHead(bytes);
      if (typeof head !== 'number') return head;
      at = head;
      if (this.#stage === 'counted' && this.#left === 0) return this.#whole(at === bytes.length);
    }
    while (at < bytes.length) {
      switch (this.#stage) {
        case 'counted':
        case 'chunk-data': {
          const end = Math.min(bytes.length, at + this.#left);
          this.#keep(bytes, at, end);
          this.#left -= end - at;
          at = end;
          if (this.#left > 0) return undefined;
          if (this.#stage === 'counted') return this.#whole(at === bytes.length);
          this.#stage = 'chunk-end';
          break;
        }
        case 'until-close':
          this.#keep(bytes, at, bytes.length);
          return undefined;
        default: {
          const end = bytes.indexOf(10, at);
          this.#line += bytes.toString('latin1', at, end < 0 ? bytes.length : end + 1);
          at = end < 0 ? bytes.length : end + 1;
          if (this.#line.length > LONGEST_CHUNK_LINE) return malformed('a line between chunks is too long');
          if (end < 0) return undefined;
          const problem = this.#takeLine();
          if (problem === 'whole') return this.#whole(at === bytes.length);
          if (problem !== undefined) return problem;
        }
      }
    }
    return undefined;
  }

  /** The connection has ended: the answer it completes, or the failure it leaves. */
  end(): ParsedAnswer | Failure {
    if (this.#stage === 'until-close') return this.#whole(true);
    return this.#stage === 'head' && this.#head === undefined ? CLOSED_EARLY : CUT_SHORT;
  }

  /** What came of an answer that was cut off: its status line and headers are unknown (undefined) until the head is whole. */
  get partialBody(): Buffer | undefined {
    return this.#stage === 'head' ? undefined : Buffer.concat(this.#chunks);
  }

  #expectsHead(): boolean {
    return this.#stage === 'head';
  }

  /** Where the body begins in `bytes` once the head is whole. */
  #takeHead(bytes: Buffer): number | Failure | undefined {
    let from = 0;
    for (;;) {
      const before = this.#head?.length ?? 0;
      const all = this.#head === undefined ? bytes.subarray(from) : Buffer.concat([this.#head, bytes.subarray(from)]);
      if (all.length > 0 && !couldBeStatusLine(all))
        return malformed(`it begins with ${JSON.stringify(all.toString('latin1', 0, 20))}`);
      const end = all.indexOf('\r\n\r\n', Math.max(0, before - 3), 'latin1');
      if (end < 0) {
        if (all.length > LONGEST_HEAD) return malformed('the headers are too long');
        if (all.length > 0) this.#head = Buffer.from(all);
        return undefined;
      }
      const problem = this.#readHead(all.toString('latin1', 0, end));
      this.#head = undefined;
      from += end + 4 - before;
      if (problem !== undefined) return problem;
      if (this.#status >= 200) return from;
    }
  }

  #readHead(head: string): Failure | undefined {
    let lineEnd = head.indexOf('\r\n');
    const statusLine = lineEnd < 0 ? head : head.slice(0, lineEnd);
    const match = /^(HTTP\/1\.[01]) (\d{3})(?: (.*))?$/.exec(statusLine);
    if (match === null) return malformed(`its status line is ${JSON.stringify(statusLine.slice(0, 60))}`);
    this.#proto = match[1]!;
    this.#status = Number(match[2]);
    this.#statusText = match[3] ?? '';
    if (this.#status === 101 || this.#status < 100) return malformed(`status ${this.#status} was not asked for`);
    const headers: string[] = [];
    let length: string | undefined;
    let encoding: string | undefined;
    let connection = '';
    this.#idleLimitMs = 0;
    while (lineEnd >= 0) {
      const start = lineEnd + 2;
      lineEnd = head.indexOf('\r\n', start);
      const colon = head.indexOf(':', start);
      const end = lineEnd < 0 ? head.length : lineEnd;
      if (colon <= start || colon >= end)
        return malformed(`a header line is ${JSON.stringify(head.slice(start, Math.min(end, start + 60)))}`);
      const name = head.slice(start, colon);
      if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name))
        return malformed(`a header is called ${JSON.stringify(name.slice(0, 60))}`);
      const value = head.slice(colon + 1, end).trim();
      headers.push(name, value);
      if (name.length === 14 && name.toLowerCase() === 'content-length') {
        if (!/^\d{1,15}$/.test(value) || (length !== undefined && length !== value))
          return malformed(`its Content-Length is ${JSON.stringify(value)}`);
        length = value;
      } else if (name.length === 17 && name.toLowerCase() === 'transfer-encoding') {
        encoding = encoding === undefined ? value : `${encoding},${value}`;
      } else if (name.length === 10) {
        const lower = name.toLowerCase();
        if (lower === 'connection') connection += `,${value.toLowerCase()}`;
        if (lower === 'keep-alive') this.#idleLimitMs = idleLimit(value);
      }
    }
    this.#headers = headers;
    this.#keepAlive = this.#proto === 'HTTP/1.1' ? !connection.includes('close') : connection.includes('keep-alive');
    return this.#status < 200 ? undefined : this.#frame(length, encoding);
  }

  #frame(length: string | undefined, encoding: string | undefined): Failure | undefined {
    this.#chunks = [];
    this.#left = 0;
    this.#line = '';
    this.#trailerBytes = 0;
    if (this.#headRequest || this.#status === 204 || this.#status === 304) {
      this.#stage = 'counted';
    } else if (encoding !== undefined) {
      if (encoding.toLowerCase() !== 'chunked')
        return malformed(`its Transfer-Encoding is ${JSON.stringify(encoding)}`);
      if (length !== undefined) this.#keepAlive = false;
      this.#stage = 'chunk-size';
    } else if (length !== undefined) {
      this.#stage = 'counted';
      this.#left = Number(length);
    } else {
      this.#stage = 'until-close';
      this.#keepAlive = false;
    }
    return undefined;
  }

  /** Takes the line in `#line`, which is whole. */
  #takeLine(): Failure | 'whole' | undefined {
    const line = this.#line.replace(/\r?\n$/, '');
    this.#line = '';
    switch (this.#stage) {
      case 'chunk-size': {
        const size = /^([\da-fA-F]{1,12})[\t ]*(?:;.*)?$/.exec(line)?.[1];
        if (size === undefined) return malformed(`a chunk's size is ${JSON.stringify(line.slice(0, 60))}`);
        this.#left = Number.parseInt(size, 16);
        this.#stage = this.#left === 0 ? 'trailers' : 'chunk-data';
        return undefined;
      }
      case 'chunk-end':
        if (line !== '') return malformed('a chunk is longer than its size says');
        this.#stage = 'chunk-size';
        return undefined;
      default:
        this.#trailerBytes += line.length;
        if (this.#trailerBytes > LONGEST_HEAD) return malformed('the trailers are too long');
        return line === '' ? 'whole' : undefined;
    }
  }

  #keep(bytes: Buffer, from: number, to: number): void {
    if (this.#keepBody && to > from) this.#chunks.push(Buffer.from(bytes.subarray(from, to)));
  }

  /** `exact`: nothing came after the answer; more than it would belong to no request. */
  #whole(exact: boolean): ParsedAnswer {
    const chunks = this.#chunks;
    this.#stage = 'head';
    this.#chunks = [];
    return {
      status: this.#status,
      statusText: this.#statusText,
      proto: this.#proto,
      headers: this.#headers,
      body: this.#keepBody && this.#status !== 204 && this.#status !== 304 ? joined(chunks) : undefined,
      keepAlive: this.#keepAlive && exact,
      idleLimitMs: this.#idleLimitMs,
    };
  }
}

/** Whether the bytes so far agree with `HTTP/1.`. */
function couldBeStatusLine(bytes: Buffer): boolean {
  const expected = 'HTTP/1.';
  return expected.startsWith(bytes.toString('latin1', 0, Math.min(bytes.length, expected.length)));
}

/** Servers close at the limit they announce: a second less keeps a request from racing that. */
function idleLimit(value: string): number {
  const seconds = /timeout=(\d+)/i.exec(value)?.[1];
  return seconds === undefined ? 0 : Math.max(1, Number(seconds) * 1000 - 1000);
}

export function isFailure(answer: ParsedAnswer | Failure): answer is Failure {
  return 'code' in answer;
}

function joined(chunks: readonly Buffer[]): Buffer {
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}
