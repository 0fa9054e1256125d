import type { Fields } from './answer.js';
import { parseErrorMessage } from './error-message.js';
import * as check from './field-checks.js';
import type { SeenAnswer } from './seen-answer.js';
import type { Contract } from './types.js';

/** What a look at every answer of the run found. `curl` and `body` are those of the first answer that broke the rule. */
export interface SweepResult {
  readonly status: 'passed' | 'failed' | 'not-run';
  readonly actual: string;
  readonly note: string;
  readonly curl: string;
  readonly body: string;
}

interface Sweep {
  /** What must hold, for the report. */
  readonly expected: string;
  readonly run: (answers: readonly SeenAnswer[], contract: Contract) => SweepResult;
}

interface Parsed {
  readonly answer: SeenAnswer;
  readonly fields: Fields;
}

/** The checks over a whole run, by the names that scenarios use. Only answers of kind `judged` can break a rule, but for that of the known errors. */
export const sweeps = {
  'one JSON object': { expected: 'every body is one JSON object', run: oneJsonObject },
  'success is 200': { expected: '200 for every success, 400 and above for every failure', run: successStatus },
  'request_id present': each('a request_id, a string, in every answer', all, check.requestIdPresent),
  'request_id unique': unique('request_id', all),
  'time_used present': each('a time_used, an integer of milliseconds, in every answer', all, check.timeUsedPresent),
  'time_used true': each('no time_used above the time seen from outside', all, check.timeUsedTrue),
  'token present': each('a token, a string, in every success', successes, check.tokenPresent),
  'token unique': unique('token', successes),
  'token absent on failure': each('no token in a failure', failures, check.tokenAbsent),
  'expired_time present': each('an integer expired_time in every success', successes, check.expiredTimePresent),
  'expired_time in the future': each(
    'every expired_time after its request, in seconds',
    successes,
    check.expiredTimeInFuture,
  ),
  'error_message present': each('an error_message, a string, in every failure', failures, check.errorMessagePresent),
  'error_message absent on success': each('no error_message in a success', successes, check.errorMessageAbsent),
  'known errors': { expected: 'every failure with a code and a status of the page', run: knownErrors },
  'internal errors pass': {
    expected: '500 INTERNAL_ERROR goes away when the request is sent again',
    run: internalErrors,
  },
} as const satisfies Record<string, Sweep>;

function each(
  expected: string,
  select: (parsed: readonly Parsed[]) => readonly Parsed[],
  fieldCheck: check.FieldCheck,
): Sweep {
  return {
    expected,
    run: (answers) => {
      const parsed = select(parse(answers));
      const broken = parsed.flatMap(({ answer, fields }) => {
        const problem = fieldCheck(fields, answer);
        return problem === undefined ? [] : [{ answer, problem }];
      });
      return verdict(parsed.length, broken);
    },
  };
}

function unique(name: string, select: (parsed: readonly Parsed[]) => readonly Parsed[]): Sweep {
  return {
    expected: `a different ${name} in every answer`,
    run: (answers) => {
      const parsed = select(parse(answers)).filter(({ fields }) => typeof fields[name] === 'string');
      const first = new Map<unknown, SeenAnswer>();
      const broken = [];
      for (const { answer, fields } of parsed) {
        const other = first.get(fields[name]);
        if (other === undefined) first.set(fields[name], answer);
        else broken.push({ answer, problem: `the ${name} of "${other.scenario}" came again for "${answer.scenario}"` });
      }
      if (parsed.length === 1) return notRun(`a single answer with a ${name}; it takes two to compare`);
      return verdict(parsed.length, broken);
    },
  };
}

function oneJsonObject(answers: readonly SeenAnswer[]): SweepResult {
  const judged = answers.filter(({ kind }) => kind === 'judged');
  const broken = judged.flatMap((answer) =>
    answer.problem === '' ? [] : [{ answer, problem: `${answer.status}, ${answer.problem}` }],
  );
  const unknown = new Set(judged.flatMap(({ otherFields }) => otherFields));
  const notes = unknown.size === 0 ? [] : [`fields that the page lacks: ${[...unknown].sort().join(', ')}`];
  return verdict(judged.length, broken, [...notes, ...twiceInAnAnswer(judged)].join('; '));
}

/** Keys that stand twice in an answer: valid JSON, but readers differ in which of the values they take. */
function twiceInAnAnswer(judged: readonly SeenAnswer[]): string[] {
  const first = new Map<string, string>();
  for (const { scenario, repeated } of judged)
    for (const key of repeated) if (!first.has(key)) first.set(key, scenario);
  if (first.size === 0) return [];
  const shown = [...first].slice(0, 5);
  const keys = shown.map(([key, scenario]) => `${JSON.stringify(key.slice(0, 80))} (first in "${scenario}")`);
  return [
    `keys that stand twice in one object: ${keys.join(', ')}; which of the values is taken depends on the reader (RFC 8259 §4)`,
  ];
}

function successStatus(answers: readonly SeenAnswer[]): SweepResult {
  const parsed = parse(answers);
  const broken = parsed.flatMap(({ answer, fields }) => {
    const failed = typeof fields.error_message === 'string' && fields.error_message !== '';
    const right = failed ? answer.status >= 400 : answer.status >= 400 || answer.status === 200;
    return right ? [] : [{ answer, problem: `${failed ? 'a failure' : 'a success'} with the status ${answer.status}` }];
  });
  return verdict(parsed.length, broken);
}

/**
 * The page's tables are its list of codes, whatever was asked: an unknown code breaks the rule also where the outcome of a
 * request is left open. A known code with another status does so for the API itself; elsewhere it is a note.
 */
function knownErrors(answers: readonly SeenAnswer[], contract: Contract): SweepResult {
  const failed = parse(answers, ['judged', 'observed', 'other']).filter(
    ({ fields }) => typeof fields.error_message === 'string',
  );
  const reported = new Set<string>();
  const broken: { answer: SeenAnswer; problem: string }[] = [];
  const notes: string[] = [];
  for (const { answer, fields } of failed) {
    const text = fields.error_message as string;
    const code = parseErrorMessage(text)?.code;
    // Other paths and methods may be answered by what stands before the API, in words of its own.
    if (code === undefined && answer.kind === 'other') continue;
    const seen = `${answer.status} ${code ?? text}`;
    const known = contract.errors.find((error) => error.code === code);
    if (reported.has(seen) || (known?.status === answer.status && known.source !== 'example')) continue;
    reported.add(seen);
    if (known === undefined) broken.push({ answer, problem: `${seen}: the page has no such code` });
    else if (known.status === answer.status) notes.push(`${code}: only in the page's example of a failure`);
    else {
      const problem = `${seen}: the page gives ${code} the status ${known.status}`;
      if (answer.kind === 'other') notes.push(`${problem} ("${answer.scenario}")`);
      else broken.push({ answer, problem });
    }
  }
  const more = broken.slice(1).map(({ answer, problem }) => `${problem} (first in "${answer.scenario}")`);
  return verdict(failed.length, broken, [...more, ...notes].join('; '));
}

function internalErrors(answers: readonly SeenAnswer[]): SweepResult {
  const judged = answers.filter(({ kind }) => kind === 'judged');
  const errors = judged.filter(({ status }) => status >= 500);
  const availability = `${judged.length - errors.length} of ${judged.length} requests were answered without a server error`;
  if (errors.length === 0) return notRun(`no INTERNAL_ERROR was seen in ${judged.length} requests`);
  const lastAttempt = new Map<string, SeenAnswer>();
  for (const answer of judged) {
    const last = lastAttempt.get(answer.scenario);
    if (last === undefined || answer.attempt >= last.attempt) lastAttempt.set(answer.scenario, answer);
  }
  const broken = errors.flatMap((answer) => {
    const text = answer.fields.error_message;
    const code = typeof text === 'string' ? parseErrorMessage(text)?.code : undefined;
    if (answer.status !== 500 || code !== 'INTERNAL_ERROR') {
      return [{ answer, problem: `${answer.status} ${code ?? 'without a code'} in place of 500 INTERNAL_ERROR` }];
    }
    // Only requests that were sent again can show that an error stays; those of a burst are sent once.
    if (answer.attempt === 0 || lastAttempt.get(answer.scenario) !== answer) return [];
    return [
      { answer, problem: `500 INTERNAL_ERROR persisted over ${answer.attempt + 1} sendings of "${answer.scenario}"` },
    ];
  });
  return verdict(errors.length, broken, availability);
}

function parse(answers: readonly SeenAnswer[], kinds: readonly SeenAnswer['kind'][] = ['judged']): Parsed[] {
  return answers
    .filter(({ kind, problem }) => kinds.includes(kind) && problem === '')
    .map((answer) => ({ answer, fields: answer.fields }));
}

function all(parsed: readonly Parsed[]): readonly Parsed[] {
  return parsed;
}

function successes(parsed: readonly Parsed[]): readonly Parsed[] {
  return parsed.filter(({ answer }) => answer.status < 400);
}

function failures(parsed: readonly Parsed[]): readonly Parsed[] {
  return parsed.filter(({ answer }) => answer.status >= 400);
}

function notRun(note: string): SweepResult {
  return { status: 'not-run', actual: '', note, curl: '', body: '' };
}

function verdict(looked: number, broken: readonly { answer: SeenAnswer; problem: string }[], note = ''): SweepResult {
  const first = broken[0];
  if (first === undefined) {
    if (looked === 0)
      return {
        ...notRun('this run drew no answer of this kind'),
        note: note === '' ? 'this run drew no answer of this kind' : note,
      };
    return { status: 'passed', actual: `holds for ${looked} answers`, note, curl: '', body: '' };
  }
  return {
    status: 'failed',
    actual: `${first.problem} (${broken.length} of ${looked} answers; first in "${first.answer.scenario}")`,
    note,
    curl: first.answer.curl,
    body: first.answer.body,
  };
}
