import { type ErrorMessage, formatErrorMessage, parseErrorMessage } from './error-message.js';
import type { Contract } from './types.js';

/** One documented outcome. */
export type Outcome =
  | { readonly kind: 'token'; readonly status: number }
  | {
      readonly kind: 'error';
      readonly status: number;
      readonly message: ErrorMessage;
      readonly argumentOptional: boolean;
    };

/**
 * What a scenario expects, as written in its file: `200 token`, `400 BAD_ARGUMENTS:biz_no`, or with an argument that may
 * be left out `400 NO_FACE_FOUND[:image_ref1]`. Several texts: any one of them passes.
 */
export type ExpectationText = `${number} ${string}`;

/** Turns an expectation's text into an outcome. Throws an Error that says what is wrong, for a text the contract does not know. */
export function parseExpectation(text: string, contract: Contract): Outcome {
  const match = /^(\d{3}) (.+?)(?:\[:(.+)\])?$/.exec(text);
  if (match === null) {
    throw new Error(`expectation "${text}" cannot be read; write e.g. "200 token" or "400 BAD_ARGUMENTS:biz_no"`);
  }
  const status = Number(match[1]);
  if (match[2] === 'token') return { kind: 'token', status };
  const message = parseErrorMessage(match[2] ?? '');
  const known = contract.errors.find((error) => error.code === message?.code);
  if (message === undefined || known === undefined) {
    const codes = contract.errors.map((error) => error.code).join(', ');
    throw new Error(`expectation "${text}" names an error code that the page lacks; it has ${codes}`);
  }
  if (known.status !== status) {
    throw new Error(`expectation "${text}": the page gives ${known.code} the status ${known.status}, not ${status}`);
  }
  const optional = match[3];
  return {
    kind: 'error',
    status,
    message: optional === undefined ? message : { ...message, argument: optional },
    argumentOptional: optional !== undefined,
  };
}

/** The outcome as the report shows it. */
export function describeOutcome(outcome: Outcome): string {
  if (outcome.kind === 'token') return `${outcome.status} and a token`;
  const text = formatErrorMessage(outcome.message);
  if (!outcome.argumentOptional) return `${outcome.status} ${text}`;
  return `${outcome.status} ${outcome.message.code}, with or without :${outcome.message.argument}`;
}
