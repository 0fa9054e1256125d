import { BODY_TOO_LARGE, CLOSED_EARLY, CUT_SHORT, type Failure, malformed, quoted } from './failure.js';
import { KeptBody } from './kept-body.js';
import { isHead, parseHead, type ResponseHead } from './response-head.js';

/** What a parser has found once an answer is whole. */
export interface ParsedAnswer {
  readonly head: ResponseHead;
  /** The body as it came; undefined when it is not kept, and with a status that has none. */
  readonly body: Buffer | undefined;
  /** Whether the connection may carry another request. */
  readonly keepAlive: boolean;
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
  /** What has come of a head that is not whole yet. */
  #part: Buffer | undefined;
  #head: ResponseHead | undefined;
  #left = 0;
  #line = '';
  #trailerBytes = 0;
  readonly #body = new KeptBody();
  #headRequest = false;
  #keepBody = true;

  /** Expects the answer to a new request. */
  begin(method: string, keepBody: boolean): void {
    this.#headRequest = method === 'HEAD';
    this.#keepBody = keepBody;
    this.#stage = 'head';
    this.#part = undefined;
    this.#head = undefined;
    this.#body.clear();
  }

  /** Takes in bytes: an answer when it is whole, a failure when it cannot become one, undefined when more must come. */
  push(bytes: Buffer): ParsedAnswer | Failure | undefined {
    let at = 0;
    if (this.#head === undefined) {
      const body = this.#takeHead(bytes);
      if (typeof body !== 'number') return body;
      at = body;
      if (this.#stage === 'counted' && this.#left === 0) return this.#whole(at === bytes.length);
    }
    while (at < bytes.length) {
      switch (this.#stage) {
        case 'counted':
        case 'chunk-data': {
          const end = Math.min(bytes.length, at + this.#left);
          if (!this.#keep(bytes, at, end)) return BODY_TOO_LARGE;
          this.#left -= end - at;
          at = end;
          if (this.#left > 0) return undefined;
          if (this.#stage === 'counted') return this.#whole(at === bytes.length);
          this.#stage = 'chunk-end';
          break;
        }
        case 'until-close':
          return this.#keep(bytes, at, bytes.length) ? undefined : BODY_TOO_LARGE;
        default: {
          const end = bytes.indexOf(10, at);
          this.#line += bytes.toString('latin1', at, end < 0 ? bytes.length : end + 1);
          at = end < 0 ? bytes.length : end + 1;
          if (this.#line.length > LONGEST_CHUNK_LINE) return malformed('a line between chunks is too long');
          if (end < 0) return undefined;
          const found = this.#takeLine();
          if (found === 'whole') return this.#whole(at === bytes.length);
          if (found !== undefined) return found;
        }
      }
    }
    return undefined;
  }

  /** The connection has ended: the answer it completes, or the failure it leaves. */
  end(): ParsedAnswer | Failure {
    if (this.#stage === 'until-close') return this.#whole(true);
    return this.#head === undefined && this.#part === undefined ? CLOSED_EARLY : CUT_SHORT;
  }

  /** The body of an answer that was cut off, as far as it came; undefined before its head was whole. */
  takePartialBody(): Buffer | undefined {
    return this.#head === undefined ? undefined : this.#body.take();
  }

  /** Where the body begins in `bytes` once the head is whole. */
  #takeHead(bytes: Buffer): number | Failure | undefined {
    let from = 0;
    for (;;) {
      const before = this.#part?.length ?? 0;
      const rest = from === 0 ? bytes : bytes.subarray(from);
      const all = this.#part === undefined ? rest : Buffer.concat([this.#part, rest]);
      const end = all.indexOf('\r\n\r\n', Math.max(0, before - 3), 'latin1');
      if (end < 0) {
        if (!couldBeHead(all))
          return malformed(`it begins with ${quoted(all.toString('latin1', 0, 200), { open: true })}`);
        if (all.length > LONGEST_HEAD) return malformed('the headers are too long');
        if (all.length > 0) this.#part = Buffer.from(all);
        return undefined;
      }
      const head = parseHead(all.toString('latin1', 0, end));
      if (!isHead(head)) return head;
      this.#part = undefined;
      from += end + 4 - before;
      if (head.status < 200) continue;
      this.#head = head;
      this.#frame(head);
      return from;
    }
  }

  #frame({ status, length, chunked }: ResponseHead): void {
    this.#line = '';
    this.#trailerBytes = 0;
    this.#left = 0;
    if (this.#headRequest || status === 204 || status === 304) this.#stage = 'counted';
    else if (chunked) this.#stage = 'chunk-size';
    else if (length === undefined) this.#stage = 'until-close';
    else {
      this.#stage = 'counted';
      this.#left = length;
    }
  }

  /** Takes the line in `#line`, which is whole. */
  #takeLine(): Failure | 'whole' | undefined {
    const line = this.#line.replace(/\r?\n$/, '');
    this.#line = '';
    switch (this.#stage) {
      case 'chunk-size': {
        const size = /^([\da-fA-F]{1,12})[\t ]*(?:;.*)?$/.exec(line)?.[1];
        if (size === undefined) return malformed(`a chunk's size is ${quoted(line)}`);
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

  /** False when the body has become too large. */
  #keep(bytes: Buffer, from: number, to: number): boolean {
    return !this.#keepBody || to === from || this.#body.add(bytes, from, to);
  }

  /** `exact`: nothing came after the answer; more than it would belong to no request. */
  #whole(exact: boolean): ParsedAnswer {
    const head = this.#head!;
    const bodiless = !this.#keepBody || head.status === 204 || head.status === 304;
    const body = bodiless ? undefined : this.#body.take();
    const keepAlive = head.keepAlive && exact && this.#stage !== 'until-close';
    this.#stage = 'head';
    this.#head = undefined;
    this.#body.clear();
    return { head, body, keepAlive };
  }
}

/** Whether the bytes so far agree with `HTTP/1.`. */
function couldBeHead(bytes: Buffer): boolean {
  const expected = 'HTTP/1.';
  return expected.startsWith(bytes.toString('latin1', 0, Math.min(bytes.length, expected.length)));
}

export function isFailure(answer: ParsedAnswer | Failure): answer is Failure {
  return 'code' in answer;
}
