import { describe, expect, it } from 'vitest';
import { isFailure, type ParsedAnswer, ResponseParser } from './response-parser.js';

/** Hands an answer to a parser in pieces of one size; `closed` ends the connection after it. */
function parse(text: string, { piece = text.length, method = 'GET', closed = false } = {}) {
  const parser = new ResponseParser();
  parser.begin(method, true);
  for (let at = 0; at < text.length; at += piece) {
    const found = parser.push(Buffer.from(text.slice(at, at + piece), 'latin1'));
    if (found !== undefined) return found;
  }
  return closed ? parser.end() : undefined;
}

const pieces = [1, 2, 3, 7, 1000];

describe('whole answers, however they are cut', () => {
  it.each([
    ['a counted body', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello', 'hello', true],
    ['an empty body', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n', '', true],
    [
      'chunks',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n',
      'hello',
      true,
    ],
    [
      'chunks with trailers',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX-Sum: 1\r\n\r\n',
      'hello',
      true,
    ],
    ['no reason phrase', 'HTTP/1.1 200\r\nContent-Length: 5\r\n\r\nhello', 'hello', true],
    [
      'an interim answer first',
      'HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello',
      'hello',
      true,
    ],
    ['a server that closes', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello', 'hello', false],
    ['HTTP/1.0', 'HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello', 'hello', false],
    [
      'HTTP/1.0 that stays',
      'HTTP/1.0 200 OK\r\nContent-Length: 5\r\nConnection: keep-alive\r\n\r\nhello',
      'hello',
      true,
    ],
    [
      'both framings: chunks count, the connection does not stay',
      'HTTP/1.1 200 OK\r\nContent-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
      'hello',
      false,
    ],
  ])('%s', (_, text, body, keepAlive) => {
    for (const piece of pieces) {
      const answer = parse(text, { piece }) as ParsedAnswer;
      expect(answer).toMatchObject({ head: { status: 200 }, keepAlive });
      expect(answer.body?.toString()).toBe(body);
    }
  });

  it('a body that lasts until the connection closes', () => {
    const answer = parse('HTTP/1.1 200 OK\r\n\r\nhello', { piece: 3, closed: true }) as ParsedAnswer;
    expect([answer.body?.toString(), answer.keepAlive]).toEqual(['hello', false]);
  });

  it.each([
    ['HEAD', 200, Buffer.alloc(0)],
    ['GET', 204, undefined],
    ['GET', 304, undefined],
  ])('%s with status %d ends with its headers, whatever they say', (method, status, body) => {
    const text = `HTTP/1.1 ${status} X\r\nContent-Length: 5\r\n\r\n`;
    expect(parse(text, { method })).toMatchObject({ head: { status }, body, keepAlive: true });
  });

  it('bytes after the answer belong to nobody: the connection does not stay', () => {
    expect(parse('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n')).toMatchObject({
      keepAlive: false,
    });
  });

  it('headers keep their order and repetitions; an announced idle limit is kept a second short', () => {
    expect(
      parse('HTTP/1.1 200 OK\r\nA: 1\r\nKeep-Alive: timeout=5\r\na:  2 \r\nContent-Length: 0\r\n\r\n'),
    ).toMatchObject({
      head: { headers: ['A', '1', 'Keep-Alive', 'timeout=5', 'a', '2', 'Content-Length', '0'], idleLimitMs: 4000 },
    });
  });
});

describe('what is no answer', () => {
  it.each([
    ['not HTTP at all', 'blah blah\r\n', 'it begins with'],
    ['no status line', 'blah blah\r\n\r\n', 'malformed'],
    ['HTTP/2 in plain', 'HTTP/2 200 OK\r\n\r\n', 'HTTP/2'],
    ['a status that is no number', 'HTTP/1.1 abc OK\r\n\r\n', 'its status line is'],
    ['a switch of protocols nobody asked for', 'HTTP/1.1 101 Switching\r\n\r\n', 'status 101'],
    ['a length that is no number', 'HTTP/1.1 200 OK\r\nContent-Length: 5x\r\n\r\n', 'its Content-Length is'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n', 'its Content-Length is'],
    ['a header without a name', 'HTTP/1.1 200 OK\r\n: x\r\n\r\n', 'a header line is'],
    ['a header with a space in its name', 'HTTP/1.1 200 OK\r\nContent-Length : 5\r\n\r\n', 'a header is called'],
    ['a folded header', 'HTTP/1.1 200 OK\r\nA: 1\r\n 2\r\n\r\n', 'a header line is'],
    [
      'an unknown transfer coding',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n',
      'its Transfer-Encoding is',
    ],
    ['a chunk without a size', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhello\r\n', "a chunk's size is"],
    [
      'a chunk longer than its size',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n0\r\n\r\n',
      'a chunk is longer',
    ],
  ])('%s', (_, text, message) => {
    for (const piece of pieces) {
      const found = parse(text, { piece });
      expect(found !== undefined && isFailure(found) ? found.text : found).toContain(message);
    }
  });

  it.each([
    ['before anything came', '', 'EOF'],
    ['within the headers', 'HTTP/1.1 200 OK\r\nConte', 'unexpected EOF'],
    ['within a counted body', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc', 'unexpected EOF'],
    ['between chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n', 'unexpected EOF'],
  ])('a connection that closes %s', (_, text, message) => {
    expect(parse(text, { closed: true })).toEqual({ code: 1000, text: message });
  });

  it('headers without end are cut off', () => {
    expect(parse(`HTTP/1.1 200 OK\r\nA: ${'x'.repeat(300_000)}`, { piece: 64_000 })).toEqual({
      code: 1000,
      text: 'malformed HTTP response: the headers are too long',
    });
  });
});
