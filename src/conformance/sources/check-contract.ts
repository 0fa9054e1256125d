import { suggest } from '../../contract/suggest.js';
import type { Contract, ErrorNotation, Parameter, Value } from '../../contract/types.js';
import { UNIQUE_CHARACTERS } from '../scenario/expand.js';
import { halvesOfPairs, type Path, type Problem, quoted, schemaProblems, show } from '../scenario/schema-problems.js';
import { contractSchema } from './contract-schema.js';

/** Checks the shape of one contract: unknown keys, wrong types, values that are none of those allowed or cannot be sent. */
export function shapeProblems(value: unknown): Problem[] {
  if (value === undefined) return [{ path: [], said: 'expected a contract as the default export' }];
  return [...schemaProblems(contractSchema, value), ...halvesOfPairs(value)];
}

/**
 * Checks what the parts of contracts have to do with each other: names that must be there, and none twice, those of `others`
 * included. For contracts of the right shape.
 */
export function linkProblems(contract: Contract, others: readonly Contract[]): Problem[] {
  return [
    ...clashes(contract, others),
    ...twice(contract),
    ...groupProblems(contract),
    ...parameterProblems(contract),
    ...requestProblems(contract),
    ...errorProblems(contract),
    ...questionProblems(contract),
    ...followProblems(contract, others),
  ];
}

function problem(path: Path, said: string): Problem {
  return { path, said: `${quoted(path)} ${said}` };
}

function clashes({ id, name, rules }: Contract, others: readonly Contract[]): Problem[] {
  const problems: Problem[] = [];
  for (const other of others) {
    if (other.id === id)
      problems.push(problem(['id'], `is ${show(id)}, and another contract has that id; give it one of its own`));
    else if (other.name === name)
      problems.push(problem(['name'], `is ${show(name)}, and another contract has that name; give it one of its own`));
    const taken = new Set(other.rules.map((rule) => rule.id));
    rules.forEach((rule, index) => {
      if (taken.has(rule.id))
        problems.push(
          problem(
            ['rules', index, 'id'],
            `is ${show(rule.id)}, and ${other.name} has a rule of that id; begin it with a word of its own`,
          ),
        );
    });
  }
  return problems;
}

function twice({ rules, groups, parameters, answer, errors }: Contract): Problem[] {
  const of = (list: Path, key: string, names: readonly string[]) =>
    names.flatMap((name, index) =>
      names.indexOf(name) === index
        ? []
        : [problem([...list, index, key], `is ${show(name)}, as is one before it; remove one of them`)],
    );
  const named = ({ name }: { readonly name: string }) => name;
  const identified = ({ id }: { readonly id: string }) => id;
  return [
    ...of(['groups'], 'id', groups.map(identified)),
    ...of(['parameters'], 'name', parameters.map(named)),
    ...of(['answer', 'fields'], 'name', answer.fields.map(named)),
    ...of(
      ['errors'],
      'code',
      errors.map(({ status, code }) => `${status} ${code}`),
    ),
    ...of(['rules'], 'id', rules.map(identified)),
  ];
}

function groupProblems({ rules, groups }: Contract): Problem[] {
  const known = groups.map(({ id }) => id);
  return rules.flatMap(({ group }, index) =>
    known.includes(group)
      ? []
      : [problem(['rules', index, 'group'], `is ${show(group)}, no id of "groups"${suggest(group, known)}`)],
  );
}

function parameterProblems({ parameters }: Contract): Problem[] {
  const known = parameters.map(({ name }) => name);
  return parameters.flatMap(({ name, required }, index) => {
    if (typeof required === 'string') return [];
    const path = ['parameters', index, 'required', 'with'];
    if (required.with === name) return [problem(path, `is ${show(name)}, the parameter itself; name another one`)];
    if (known.includes(required.with)) return [];
    return [problem(path, `is ${show(required.with)}, no name of "parameters"${suggest(required.with, known)}`)];
  });
}

function requestProblems({ endpoint, parameters, requests }: Contract): Problem[] {
  const known = parameters.map(({ name }) => name);
  const named = Object.entries(requests);
  if (endpoint === null)
    return named.length === 0
      ? []
      : [problem(['requests'], 'must be empty where "endpoint" is null: nothing is called')];
  if (named.length === 0) return [problem(['requests'], 'is empty; give one valid request at least, to start from')];
  return named.flatMap(([request, values]) => [
    ...Object.keys(values)
      .filter((name) => !known.includes(name))
      .map((name) => problem(['requests', request, name], `is no name of "parameters"${suggest(name, known)}`)),
    ...parameters
      .filter(({ name, required }) => required === 'always' && values[name] === undefined)
      .map(({ name }) => problem(['requests', request], `lacks ${name}, which is mandatory`)),
    ...parameters.flatMap((parameter) => {
      const broken = valueProblem(parameter, values[parameter.name]);
      return broken === undefined ? [] : [problem(['requests', request, parameter.name], broken)];
    }),
  ]);
}

/** How a value of a valid request breaks what its own parameter allows, where that is known before it is made. */
function valueProblem({ values, limit, exactCharacters }: Parameter, value: Value | undefined): string | undefined {
  if (typeof value === 'string' && values !== undefined && !values.includes(value))
    return `is none of the "values" of its parameter: ${values.join(', ')}`;
  const example = exampleOf(value);
  if (example === undefined) return undefined;
  const characters = [...example].length;
  const size = limit?.unit === 'bytes' ? new TextEncoder().encode(example).length : characters;
  if (limit !== undefined && size > limit.max)
    return `makes ${size} ${limit.unit}; its parameter has a "limit" of ${limit.max}`;
  return exactCharacters !== undefined && characters !== exactCharacters
    ? `makes ${characters} characters; its parameter has "exactCharacters" of ${exactCharacters}`
    : undefined;
}

/** A string as long as the value will be. */
function exampleOf(value: Value | undefined): string | undefined {
  if (typeof value === 'string') return value;
  if (value === undefined) return undefined;
  if ('unique' in value) return value.unique.replace('{}', 'x'.repeat(UNIQUE_CHARACTERS));
  return 'chars' in value ? 'x'.repeat(value.chars) : undefined;
}

/** An error code that the notation cannot read would never be found in an answer. */
function errorProblems({ errors, answer: { error } }: Contract): Problem[] {
  if (error.kind === 'fields') return [];
  const whole = codePattern(error);
  return errors.flatMap(({ code }, index) =>
    whole.test(code)
      ? []
      : [problem(['errors', index, 'code'], `is ${show(code)}, which does not fit "answer.error.code": ${error.code}`)],
  );
}

function codePattern({ code }: Extract<ErrorNotation, { kind: 'message' }>): RegExp {
  return new RegExp(`^(?:${code})$`);
}

function questionProblems({ openQuestions = [], rules }: Contract): Problem[] {
  const known = rules.map(({ id }) => id);
  return openQuestions.flatMap((question, index) =>
    (['rules', 'wording'] as const).flatMap((key) =>
      (question[key] ?? []).flatMap((id, place) =>
        known.includes(id)
          ? []
          : [problem(['openQuestions', index, key, place], `is ${show(id)}, no id of "rules"${suggest(id, known)}`)],
      ),
    ),
  );
}

function followProblems({ id, follows }: Contract, others: readonly Contract[]): Problem[] {
  if (follows === undefined) return [];
  const known = others.filter(({ endpoint }) => endpoint !== null).map((other) => other.id);
  if (follows !== id && known.includes(follows)) return [];
  return [problem(['follows'], `is ${show(follows)}, no other contract that is called${suggest(follows, known)}`)];
}
