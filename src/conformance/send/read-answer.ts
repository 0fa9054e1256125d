import type { IncomingMessage } from 'node:http';
import { type Answer, type BodySize, classifyAnswer } from '../../contract/answer.js';
import type { AnswerShape } from '../../contract/types.js';
import { sayOfAnswers as say } from '../../sayings/answers.js';
import { readBody } from './read-body.js';
import type { Exchange } from './types.js';

/** Reads an answer to its end, or to where it is cut off, and takes it apart. Rejects with what breaks it. */
export async function readAnswer(
  response: IncomingMessage,
  shape: AnswerShape,
): Promise<Pick<Exchange, 'status' | 'serverDateMs' | 'headers' | 'body' | 'bodyBytes' | 'bodySha256' | 'answer'>> {
  const { text, sha256, ...size } = await readBody(response);
  const { statusCode: status = 0, headers } = response;
  return {
    status,
    serverDateMs: dateOf(headers.date),
    headers: Object.keys(headers).sort(),
    body: text,
    bodyBytes: size.bytes,
    bodySha256: sha256,
    answer: withRedirect(takeApart(status, headers['content-encoding'], text, size, shape), headers.location),
  };
}

/** Redirects are not followed; where one leads tells what is wrong with the address. Its query may hold anything and is left out. */
function withRedirect(answer: Answer, location: string | undefined): Answer {
  if (answer.kind !== 'protocol-error' || answer.status < 300 || answer.status > 399) return answer;
  const to = location?.split(/[?#]/)[0] ?? '';
  const what = answer.why;
  return { ...answer, why: to === '' ? say('redirectNowhere', { what }) : say('redirect', { url: to, what }) };
}

/** A body in a coding that was not asked for is a protocol error; it is never unpacked. */
function takeApart(
  status: number,
  contentEncoding: string | undefined,
  body: string,
  size: BodySize,
  shape: AnswerShape,
): Answer {
  const coding = foreignCoding(contentEncoding);
  if (coding === '') return classifyAnswer(status, body, shape, size);
  const why = say('compressed', { names: coding });
  return { kind: 'protocol-error', status, why, fields: undefined };
}

/**
 * What an answer's Content-Encoding says besides `identity`, which was asked for; empty when its body came as it is. The
 * names of codings are case-insensitive, several stand in one list, and an empty member names none (RFC 9110 §5.6.1, §8.4.1).
 */
export function foreignCoding(header: string | undefined): string {
  return (header ?? '')
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding.toLowerCase() !== 'identity')
    .join(', ');
}

function dateOf(header: string | undefined): number | null {
  const time = header === undefined ? Number.NaN : Date.parse(header);
  return Number.isNaN(time) ? null : time;
}
