import { sayOfAnswers as say } from '../sayings/answers.js';
import { type ErrorMessage, parseErrorMessage } from './error-message.js';
import * as check from './field-checks.js';
import { type Fields, fieldAt } from './fields.js';
import type { SeenAnswer } from './seen-answer.js';
import type { AnswerField, Contract } from './types.js';

/** What a look at every answer of the run found. `curl` and `body` are those of the first answer that broke the rule. */
export interface SweepResult {
  /** Ids of the scenarios whose answers broke the rule, each once. */
  readonly brokenBy: readonly string[];
  readonly status: 'passed' | 'failed' | 'not-run';
  readonly actual: string;
  readonly note: string;
  readonly curl: string;
  readonly body: string;
}

/** A check over a whole run, ready to look at the answers to one endpoint. */
export interface Sweep {
  /** What must hold, for the report. */
  readonly expected: string;
  /**
   * `outOfPlace` tells a success where a failure was due, and the other way round: that breaks a rule of its own, and says nothing
   * of the fields that a success or a failure must have.
   */
  readonly run: (answers: readonly SeenAnswer[], outOfPlace?: (answer: SeenAnswer) => boolean) => SweepResult;
}

interface Parsed {
  readonly answer: SeenAnswer;
  readonly fields: Fields;
}

/**
 * The name of a check over every answer of a run, as scenarios write it: one of the whole answer, or a documented field and
 * what must hold for it.
 */
export type SweepName = WholeCheck | `${string} ${FieldRule}`;
type WholeCheck = keyof typeof WHOLE;
type FieldRule = keyof typeof FIELD_RULES;

const WHOLE = {
  'one JSON object': { expected: say('everyBody'), run: oneJsonObject },
  'success is 200': { expected: say('everyStatus'), run: successStatus },
  'known errors': { expected: say('everyError'), run: knownErrors },
  'internal errors pass': { expected: say('errorsPass'), run: internalErrors },
} as const;

/** What may be asked of a field, by the words that follow its name. */
const FIELD_RULES = {
  present: (field: AnswerField, contract: Contract) => {
    const [where, select] = whereDue(field, contract);
    const expected = say(`inEvery${where}`, { field: field.name, type: check.typeName(field) });
    return each(expected, select, check.present(field));
  },
  unique: (field: AnswerField, contract: Contract) => unique(field.name, whereDue(field, contract)[1]),
  true: (field: AnswerField) => each(say('notLonger', { field: field.name }), all, check.withinTimeSeen(field)),
  'in the future': (field: AnswerField, contract: Contract) =>
    each(say('later', { field: field.name }), successesOf(contract), check.inFuture(field), check.afterOneClock(field)),
  'absent on failure': (field: AnswerField, contract: Contract) =>
    each(say('noneInFailure', { field: field.name }), failuresOf(contract), check.absent(field, 'Failure')),
  'absent on success': (field: AnswerField, contract: Contract) =>
    each(say('noneInSuccess', { field: field.name }), successesOf(contract), check.absent(field, 'Success')),
} as const;

/** The checks that a contract allows, for messages: those of the whole answer, and the rules after a field's name. */
export function sweepNames({ answer }: Contract): string[] {
  const rules = Object.keys(FIELD_RULES);
  return [...Object.keys(WHOLE), ...answer.fields.flatMap(({ name }) => rules.map((rule) => `${name} ${rule}`))];
}

/** The check of a name; undefined for one that the contract does not allow. Only answers of kind `judged` can break a rule, but for that of the known errors. */
export function sweepOf(name: string, contract: Contract): Sweep | undefined {
  if (name in WHOLE) {
    const { expected, run } = WHOLE[name as WholeCheck];
    return { expected, run: (answers) => run(answers, contract) };
  }
  for (const field of contract.answer.fields) {
    if (!name.startsWith(`${field.name} `)) continue;
    const rule = name.slice(field.name.length + 1);
    if (rule in FIELD_RULES) return FIELD_RULES[rule as FieldRule](field, contract);
  }
  return undefined;
}

type OutOfPlace = (answer: SeenAnswer) => boolean;
type Select = (parsed: readonly Parsed[], outOfPlace: OutOfPlace) => readonly Parsed[];

const never: OutOfPlace = () => false;

/** Which answers must have a field, by name and as a selection. */
function whereDue({ present }: AnswerField, contract: Contract) {
  if (present === 'on-success') return ['Success', successesOf(contract)] as const;
  return present === 'on-failure' ? (['Failure', failuresOf(contract)] as const) : (['Answer', all] as const);
}

/** `noting` is for what breaks no rule: told of the first answer that has it. */
function each(expected: string, select: Select, fieldCheck: check.FieldCheck, noting?: check.FieldCheck): Sweep {
  return {
    expected,
    run: (answers, outOfPlace = never) => {
      const parsed = select(parse(answers), outOfPlace);
      const broken: { answer: SeenAnswer; problem: string }[] = [];
      let note = '';
      for (const { answer, fields } of parsed) {
        const problem = fieldCheck(fields, answer);
        if (problem !== undefined) broken.push({ answer, problem });
        else if (note === '') {
          const what = noting?.(fields, answer);
          if (what !== undefined) note = say('firstIn', { what, name: answer.scenario });
        }
      }
      return verdict(parsed.length, broken, note);
    },
  };
}

function unique(name: string, select: Select): Sweep {
  return {
    expected: say('different', { field: name }),
    run: (answers, outOfPlace = never) => {
      const parsed = select(parse(answers), outOfPlace).filter(({ fields }) =>
        ['string', 'number'].includes(typeof fields[name]),
      );
      const first = new Map<unknown, SeenAnswer>();
      const broken = [];
      for (const { answer, fields } of parsed) {
        const other = first.get(fields[name]);
        if (other === undefined) first.set(fields[name], answer);
        else
          broken.push({
            answer,
            problem: say('cameAgain', { field: name, name: other.scenario, other: answer.scenario }),
          });
      }
      if (parsed.length === 1) return notRun(say('single', { field: name }));
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
  const notes = unknown.size === 0 ? [] : [say('unknownFields', { names: [...unknown].sort().join(', ') })];
  return verdict(judged.length, broken, [...notes, ...twiceInAnAnswer(answers)].join('; '));
}

/** Keys that stand twice in an answer, whatever was asked: valid JSON, but readers differ in which of the values they take. */
function twiceInAnAnswer(answers: readonly SeenAnswer[]): string[] {
  const first = new Map<string, string>();
  for (const { scenario, repeated } of answers)
    for (const key of repeated) if (!first.has(key)) first.set(key, scenario);
  if (first.size === 0) return [];
  const shown = [...first].slice(0, 5);
  const keys = shown.map(([key, name]) => say('firstIn', { what: JSON.stringify(key.slice(0, 80)), name }));
  return [say('repeatedKeys', { names: keys.join(', ') })];
}

function successStatus(answers: readonly SeenAnswer[], contract: Contract): SweepResult {
  const parsed = parse(answers);
  const broken = parsed.flatMap(({ answer, fields }) => {
    const failed = hasError(fields, contract);
    const right = failed ? answer.status >= 400 : answer.status >= 400 || answer.status === 200;
    return right
      ? []
      : [{ answer, problem: say(failed ? 'failureWithStatus' : 'successWithStatus', { status: answer.status }) }];
  });
  return verdict(parsed.length, broken);
}

/** The text of an answer's error, as far as it has one. */
function errorText(fields: Fields, { answer: { error, success } }: Contract): string | undefined {
  const name = error.kind === 'message' ? error.field : error.code;
  const value = fieldAt(fields, name);
  if (error.kind === 'fields' && success.value !== undefined && success.field === name && value === success.value)
    return undefined;
  return typeof value === 'string' || (error.kind === 'fields' && typeof value === 'number')
    ? String(value)
    : undefined;
}

function hasError(fields: Fields, contract: Contract): boolean {
  return (errorText(fields, contract) ?? '') !== '';
}

function codeOf(text: string, { answer: { error } }: Contract): ErrorMessage['code'] | undefined {
  return error.kind === 'fields' ? text : parseErrorMessage(text, error)?.code;
}

/**
 * The page's tables are its list of codes, whatever was asked: an unknown code breaks the rule also where the outcome of a
 * request is left open. A known code with another status does so for the API itself; elsewhere it is a note.
 */
function knownErrors(answers: readonly SeenAnswer[], contract: Contract): SweepResult {
  const failed = parse(answers, ['judged', 'observed', 'other']).flatMap(({ answer, fields }) => {
    const text = errorText(fields, contract) ?? '';
    // One that names no code is the fault of the field alone, where that is judged.
    const unnamed = answer.kind === 'observed' && answer.status >= 400 && Object.keys(fields).length > 0;
    return text !== '' || unnamed ? [{ answer, text }] : [];
  });
  const reported = new Set<string>();
  const broken: { answer: SeenAnswer; problem: string }[] = [];
  const brokenBy: string[] = [];
  const notes: string[] = [];
  for (const { answer, text } of failed) {
    const code = text === '' ? undefined : codeOf(text, contract);
    // Other paths and methods may be answered by what stands before the API, in words of its own.
    if (code === undefined && answer.kind === 'other') continue;
    const seen = `${answer.status} ${code ?? text}`;
    const same = contract.errors.filter((error) => error.code === code);
    const known = same.find(({ status }) => status === answer.status) ?? same[0];
    const right = known?.status === answer.status;
    if (!right && (known === undefined || answer.kind !== 'other')) brokenBy.push(answer.scenario);
    if (reported.has(seen) || (right && known.source !== 'example')) continue;
    reported.add(seen);
    if (known === undefined) {
      const problem =
        text === '' ? say('failureWithoutCode', { status: answer.status }) : say('unknownCode', { answer: seen });
      broken.push({ answer, problem });
    } else if (right) notes.push(say('exampleOnly', { field: known.code }));
    else {
      const problem = say('otherStatus', { answer: seen, field: known.code, status: known.status });
      if (answer.kind === 'other') notes.push(say('firstIn', { what: problem, name: answer.scenario }));
      else broken.push({ answer, problem });
    }
  }
  const more = broken.slice(1).map(({ answer, problem }) => say('firstIn', { what: problem, name: answer.scenario }));
  return { ...verdict(failed.length, broken, [...more, ...notes].join('; ')), brokenBy: [...new Set(brokenBy)] };
}

function internalErrors(answers: readonly SeenAnswer[], contract: Contract): SweepResult {
  const { status = 500, code: again = '' } = contract.errors.find(({ signals }) => signals === 'try again') ?? {};
  const documented = `${status} ${again}`.trim();
  const judged = answers.filter(({ kind }) => kind === 'judged');
  const errors = judged.filter((answer) => answer.status >= 500);
  const availability = say('available', { count: judged.length - errors.length, of: judged.length });
  if (errors.length === 0) return notRun(say('noneSeen', { what: again || say('serverError'), count: judged.length }));
  const lastAttempt = new Map<string, SeenAnswer>();
  for (const answer of judged) {
    const last = lastAttempt.get(answer.scenario);
    if (last === undefined || answer.attempt >= last.attempt) lastAttempt.set(answer.scenario, answer);
  }
  const broken = errors.flatMap((answer) => {
    const text = errorText(answer.fields, contract);
    const code = text === undefined ? undefined : codeOf(text, contract);
    if (answer.status !== status || (again !== '' && code !== again))
      return [
        {
          answer,
          problem: say('inPlace', { answer: `${answer.status} ${code ?? say('withoutCode')}`, other: documented }),
        },
      ];
    // Only requests that were sent again can show that an error stays; those of a burst are sent once.
    if (answer.attempt === 0 || lastAttempt.get(answer.scenario) !== answer) return [];
    return [
      { answer, problem: say('persisted', { answer: documented, count: answer.attempt + 1, name: answer.scenario }) },
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

/** Where failures come with a status of their own, the status tells them apart; else what the body says. */
function failuresOf(contract: Contract): Select {
  const byBody = contract.answer.success.value !== undefined || contract.errors.some(({ status }) => status < 400);
  return (parsed, outOfPlace) =>
    parsed.filter(
      ({ answer, fields }) => (answer.status >= 400 || (byBody && hasError(fields, contract))) && !outOfPlace(answer),
    );
}

function successesOf(contract: Contract): Select {
  const failures = failuresOf(contract);
  return (parsed, outOfPlace) => {
    const failed = new Set(failures(parsed, never));
    return parsed.filter((one) => !failed.has(one) && !outOfPlace(one.answer));
  };
}

function notRun(note: string): SweepResult {
  return { status: 'not-run', actual: '', note, curl: '', body: '', brokenBy: [] };
}

function verdict(looked: number, broken: readonly { answer: SeenAnswer; problem: string }[], note = ''): SweepResult {
  const first = broken[0];
  if (first === undefined) {
    if (looked === 0)
      return {
        ...notRun(note === '' ? say('nothingToSee') : note),
      };
    return { status: 'passed', actual: say('holds', { count: looked }), note, curl: '', body: '', brokenBy: [] };
  }
  return {
    status: 'failed',
    actual: say('broken', { what: first.problem, count: broken.length, of: looked, name: first.answer.scenario }),
    note,
    curl: first.answer.curl,
    body: first.answer.body,
    brokenBy: [...new Set(broken.map(({ answer }) => answer.scenario))],
  };
}
