import { type ErrorMessage, formatErrorMessage, parseErrorMessage } from './error-message.js';
import type { Contract } from './types.js';

/** One documented outcome. */
export type Outcome =
  | { readonly kind: 'success'; readonly status: number; readonly what: string }
  | {
      readonly kind: 'error';
      readonly status: number;
      readonly message: ErrorMessage;
      /** As the page writes it. */
      readonly text: string;
      readonly argumentOptional: boolean;
    };

/**
 * What a scenario expects, as written in its file: `200 token`, `400 BAD_ARGUMENTS:biz_no`, or with an argument that may
 * be left out `400 NO_FACE_FOUND[:image_ref1]`. Several texts: any one of them passes.
 */
export type ExpectationText = `${number} ${string}`;

/** Turns an expectation's text into an outcome. Throws an Error that says what is wrong, for a text the contract does not know. */
export function parseExpectation(text: string, contract: Contract): Outcome {
  const { word, text: what } = contract.answer.success;
  const match = /^(\d{3}) (.+?)(?:\[:(.+)\])?$/.exec(text);
  if (match === null) {
    const example =
      contract.errors[0] === undefined ? '' : ` or "${contract.errors[0].status} ${contract.errors[0].code}"`;
    throw new Error(`expectation "${text}" cannot be read; write e.g. "200 ${word}"${example}`);
  }
  const status = Number(match[1]);
  if (match[2] === word) return { kind: 'success', status, what };
  const message = parseErrorMessage(match[2] ?? '', contract.answer.error);
  const known = contract.errors.filter((error) => error.code === message?.code);
  const [first] = known;
  if (message === undefined || first === undefined) {
    const codes = contract.errors.map((error) => error.code).join(', ');
    throw new Error(`expectation "${text}" names an error code that the page lacks; it has ${codes}`);
  }
  if (!known.some((error) => error.status === status)) {
    throw new Error(`expectation "${text}": the page gives ${first.code} the status ${first.status}, not ${status}`);
  }
  const optional = match[3];
  const full = optional === undefined ? message : { ...message, argument: optional };
  return {
    kind: 'error',
    status,
    message: full,
    text: formatErrorMessage(full, contract),
    argumentOptional: optional !== undefined,
  };
}

/** The outcome as the report shows it. */
export function describeOutcome(outcome: Outcome): string {
  if (outcome.kind === 'success') return `${outcome.status} and ${outcome.what}`;
  if (!outcome.argumentOptional) return `${outcome.status} ${outcome.text}`;
  return `${outcome.status} ${outcome.message.code}, with or without :${outcome.message.argument}`;
}
