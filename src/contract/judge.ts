import { sayOfAnswers as say } from '../sayings/answers.js';
import { type Answer, describeAnswer } from './answer.js';
import type { ErrorMessage } from './error-message.js';
import type { Outcome } from './expectation.js';
import { describeOutcome } from './expectation.js';

/** The judge's decision on one answer. */
export type Judgement =
  | { readonly verdict: 'passed'; readonly note: string }
  | { readonly verdict: 'failed'; readonly note: string }
  /** No answer to judge: the connection broke or was never made. */
  | { readonly verdict: 'unanswered'; readonly note: string };

/**
 * Compares an answer with the outcomes of which any one is right: status, code and argument. Whitespace alone never fails;
 * they and a choice among several outcomes become a note.
 */
export function judge(answer: Answer, outcomes: readonly Outcome[]): Judgement {
  if (answer.kind === 'unknown' || answer.kind === 'unreachable') {
    return { verdict: 'unanswered', note: describeAnswer(answer) };
  }
  const match = outcomes.find((outcome) => matches(answer, outcome));
  if (match === undefined) return { verdict: 'failed', note: hint(answer, outcomes) };
  const notes = [];
  if (outcomes.length > 1) notes.push(say('choice', { count: outcomes.length, answer: describeAnswer(answer) }));
  const written = match.kind === 'error' ? writtenAs(answer, match) : undefined;
  if (written !== undefined) notes.push(say('whitespace', { text: JSON.stringify(written) }));
  return { verdict: 'passed', note: notes.join('; ') };
}

/** What was expected, as one line. */
export function describeExpected(outcomes: readonly Outcome[]): string {
  return outcomes.map(describeOutcome).join(' or ');
}

function matches(answer: Answer, outcome: Outcome): boolean {
  if (outcome.kind === 'success') return answer.kind === 'success' && answer.status === outcome.status;
  if (answer.kind !== 'refusal' || answer.status !== outcome.status) return false;
  return sameError(answer.message, outcome.message, outcome.argumentOptional);
}

/** How the page writes an error that is right but for whitespace; undefined when it is written so. */
function writtenAs(answer: Answer, { text, message }: Extract<Outcome, { kind: 'error' }>): string | undefined {
  if (answer.kind !== 'refusal') return undefined;
  const written = answer.message.argument === '' ? message.code : text;
  return answer.text === written ? undefined : written;
}

function sameError(found: ErrorMessage, expected: ErrorMessage, argumentOptional: boolean): boolean {
  if (found.code !== expected.code) return false;
  return found.argument === expected.argument || (argumentOptional && found.argument === '');
}

function hint(answer: Answer, outcomes: readonly Outcome[]): string {
  if (answer.kind !== 'refusal') return '';
  const sameCode = outcomes.find((outcome) => outcome.kind === 'error' && outcome.message.code === answer.message.code);
  if (sameCode === undefined) return '';
  return say(sameCode.status === answer.status ? 'wrongArgument' : 'wrongStatus');
}
