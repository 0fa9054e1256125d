import { type Answer, classifyAnswer } from '../contract/answer.js';

/** Takes an answer apart; a body in a coding that was not asked for is a protocol error. */
export function readAnswer(status: number, contentEncoding: string | undefined, body: string): Answer {
  const coding = foreignCoding(contentEncoding);
  if (coding === '') return classifyAnswer(status, body);
  const why = `the answer is compressed (${coding}) although identity was asked for`;
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
