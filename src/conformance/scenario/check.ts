import { beginningOf, contractOfRule } from '../../contract/contracts.js';
import { parseExpectation } from '../../contract/expectation.js';
import { suggest } from '../../contract/suggest.js';
import { sweepNames, sweepOf } from '../../contract/sweeps.js';
import type { Contract, Standing } from '../../contract/types.js';
import { type FlowExpectation, neededParameter } from '../../flow/expectations.js';
import { RESULTS, WALKS } from '../../sayings/walks.js';
import { documented } from './expand.js';
import type { Scenario } from './types.js';
import { valueSchema } from './value-schema.js';

/** A checked scenario with its place in the source. */
export interface PlannedScenario {
  /** Rule id, a slash, and the name in kebab case. */
  readonly id: string;
  readonly file: string;
  readonly line: number;
  /** Id of the contract that has the rule. */
  readonly contract: string;
  readonly standing: Standing;
  readonly scenario: Scenario;
}

/** A scenario as found in a file, not yet trusted. */
export interface FoundScenario {
  readonly value: unknown;
  readonly file: string;
  readonly line: number;
}

const FORM_KEYS = ['base', 'as', 'with', 'without', 'extra', 'form', 'method', 'path'];
const REQUEST_KEYS = ['rule', 'name', 'kind', ...FORM_KEYS, 'expect'];
const KEYS: Readonly<Record<string, readonly string[]>> = {
  request: REQUEST_KEYS,
  repeat: REQUEST_KEYS,
  sweep: ['rule', 'name', 'kind', 'check'],
  burst: ['rule', 'name', 'kind', 'base', 'as', 'with', 'without', 'extra', 'form', 'burst'],
  flow: ['rule', 'name', 'kind', 'base', 'as', 'with', 'without', 'extra', 'form', 'see', 'camera'],
  result: [...REQUEST_KEYS, 'flow', 'again', 'see'],
  harness: ['rule', 'name', 'kind', 'url', 'allowHttp', 'expect'],
};

/**
 * Checks scenarios against the contracts: known rule, known keys, parameters and expectations, silent rules only observed,
 * no id twice. Returns the scenarios, or the list of everything that is wrong, one line each.
 */
export function checkScenarios(
  found: readonly FoundScenario[],
  contracts: readonly Contract[],
): { scenarios: PlannedScenario[]; errors: string[] } {
  const scenarios: PlannedScenario[] = [];
  const errors: string[] = [];
  const places = new Map<string, string>();
  for (const { value, file, line } of found) {
    const place = `${file}:${line}`;
    const problems = problemsOf(value, contracts);
    if (problems.length > 0) {
      errors.push(...problems.map((problem) => `${place}: ${problem}`));
      continue;
    }
    const scenario = value as Scenario;
    const id = scenarioId(scenario);
    const other = places.get(id);
    if (other !== undefined) {
      errors.push(`${place}: the scenario "${id}" stands at ${other} already; give one of them another name`);
      continue;
    }
    places.set(id, place);
    const contract = contractOfRule(contracts, scenario.rule)!;
    const { standing } = contract.rules.find((rule) => rule.id === scenario.rule)!;
    scenarios.push({ id, file, line, contract: contract.id, standing, scenario });
  }
  return { scenarios, errors };
}

/** The stable id of a scenario. */
export function scenarioId({ rule, name }: { readonly rule: string; readonly name: string }): string {
  const slug = name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.+-]+/gu, '-')
    .replace(/-$/, '');
  return `${rule}/${slug}`;
}

function problemsOf(value: unknown, contracts: readonly Contract[]): string[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return ['a scenario must be an object with rule, name and expect'];
  const scenario = value as Record<string, unknown>;
  const kind = scenario.kind ?? 'request';
  if (typeof kind !== 'string' || KEYS[kind] === undefined) {
    return [`kind ${JSON.stringify(kind)} is unknown; there are ${Object.keys(KEYS).join(', ')}`];
  }
  const problems = Object.keys(scenario)
    .filter((key) => !KEYS[kind]!.includes(key))
    .map((key) => `"${key}" is unknown in a scenario of kind ${kind}${suggest(key, KEYS[kind]!)}`);
  if (typeof scenario.name === 'number' || typeof scenario.name === 'boolean')
    problems.push(`name must be a string: write '${scenario.name}'`);
  else if (typeof scenario.name !== 'string' || scenario.name.trim() === '')
    problems.push('name must say what is done');
  problems.push(...surrogateProblems(scenario, ''));
  const contract = contractOfRule(contracts, String(scenario.rule));
  if (contract === undefined) {
    const ids = contracts.flatMap(({ rules }) => rules.map(({ id }) => id));
    problems.push(
      `rule ${JSON.stringify(scenario.rule)} is unknown${suggest(String(scenario.rule), ids)}; "facegate rules" lists them`,
    );
    return problems;
  }
  const standing = contract.rules.find(({ id }) => id === scenario.rule)?.standing;
  if (kind === 'sweep') return [...problems, ...checkProblems(scenario.check, contract)];
  if (kind === 'harness') return problems;
  if (kind === 'flow') {
    problems.push(
      ...parameterProblems(scenario, beginningOf(contract, contracts)),
      ...flowExpectationProblems(scenario, standing),
    );
    return problems;
  }
  problems.push(...parameterProblems(scenario, contract));
  if (kind === 'result') problems.push(...resultProblems(scenario, contract, contracts));
  if (kind !== 'burst') problems.push(...expectationProblems(scenario.expect, standing, contract));
  return problems;
}

function checkProblems(check: unknown, contract: Contract): string[] {
  if (typeof check === 'string' && sweepOf(check, contract) !== undefined) return [];
  const known = sweepNames(contract);
  return [
    `check ${JSON.stringify(check)} is unknown${suggest(String(check), known)}; there are e.g. ${known.slice(0, 8).join(', ')}`,
  ];
}

/** A result is asked for after a flow, so its contract must follow another. */
function resultProblems(
  { flow, see }: Record<string, unknown>,
  contract: Contract,
  contracts: readonly Contract[],
): string[] {
  const beginning = beginningOf(contract, contracts);
  if (beginning === contract)
    return [`a scenario of kind result needs a contract that follows a flow; ${contract.name} does not`];
  const known = Object.keys(RESULTS);
  const seen = see === undefined || known.includes(see as string);
  return [
    ...(flow === undefined ? [] : parameterProblems(flow as Record<string, unknown>, beginning)),
    ...(seen
      ? []
      : [`see ${JSON.stringify(see)} is unknown${suggest(String(see), known)}; there are: ${known.join(', ')}`]),
  ];
}

/** Half of a surrogate pair is no character: sent as UTF-8 it would silently become another one. */
function surrogateProblems(value: unknown, path: string): string[] {
  if (typeof value === 'string') {
    const half = /\p{Surrogate}/u.exec(value)?.[0];
    if (half === undefined) return [];
    const code = `\\u${half.charCodeAt(0).toString(16)}`;
    return [`"${path}": half of a surrogate pair (${code}) is no character; for its bytes write { hex: '…' }`];
  }
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, one]) =>
    surrogateProblems(one, [path, key].filter((part) => part !== '').join('.')),
  );
}

/** What is wrong with the values that a scenario sends, each with its name. */
function valueProblems(values: unknown): string[] {
  return Object.entries((values as Record<string, unknown> | undefined) ?? {}).flatMap(([name, value]) =>
    (valueSchema.safeParse(value).error?.issues ?? []).map(
      ({ path, message }) => `"${[name, ...path].join('.')}": ${message}`,
    ),
  );
}

function parameterProblems(scenario: Record<string, unknown>, contract: Contract): string[] {
  if (contract.endpoint === null) return [`${contract.name} is not called, so no request can be made for it`];
  const names = contract.parameters.map((parameter) => parameter.name);
  const given = Object.keys((scenario.with as object | undefined) ?? {});
  const left = (scenario.without as string[] | undefined) ?? [];
  const problems = [...given, ...left]
    .filter((name) => documented(name, contract) === undefined)
    .map(
      (name) =>
        `parameter "${name}" is unknown${suggest(name, names)}; put a field that the page does not know under "extra"`,
    );
  const bases = Object.keys(contract.requests);
  if (scenario.base !== undefined && !bases.includes(String(scenario.base)))
    problems.push(
      `base ${JSON.stringify(scenario.base)} is unknown${suggest(String(scenario.base), bases)}; there are ${bases.join(', ')}`,
    );
  if (scenario.form !== undefined && contract.endpoint.sends !== 'form')
    problems.push(
      `"form" is for an endpoint that takes forms; ${contract.name} takes its parameters as ${contract.endpoint.sends}`,
    );
  problems.push(...valueProblems(scenario.with), ...valueProblems(scenario.extra));
  const base = contract.requests[String(scenario.base ?? bases[0])] ?? {};
  const values = Object.values({ ...base, ...(scenario.with as object | undefined) });
  const hasFile = values.some((value) => value !== null && typeof value === 'object' && 'photo' in value);
  if (typeof scenario.form === 'string' && scenario.form.startsWith('urlencoded') && hasFile)
    problems.push('a urlencoded form cannot carry a photo; use the form "multipart"');
  return problems;
}

function expectationProblems(expect: unknown, standing: Standing | undefined, contract: Contract): string[] {
  if (expect === 'observe') return [];
  if (standing === 'silent')
    return ["the page leaves this rule open, so it can only be observed: write expect: 'observe'"];
  const texts = Array.isArray(expect) ? expect : [expect];
  if (texts.length === 0 || texts.some((text) => typeof text !== 'string'))
    return [
      `expect must be a string such as "200 ${contract.answer.success.word}", a list of such strings, or "observe"`,
    ];
  return texts.flatMap((text) => {
    try {
      parseExpectation(text, contract);
      return [];
    } catch (error) {
      return [(error as Error).message];
    }
  });
}

/** What a flow is to show must be known, and so must the values that are to come back. */
function flowExpectationProblems(
  { see, with: given }: Record<string, unknown>,
  standing: Standing | undefined,
): string[] {
  const known = Object.keys(WALKS);
  if (typeof see !== 'string' || !known.includes(see))
    return [`see ${JSON.stringify(see)} is unknown${suggest(String(see), known)}; there are: ${known.join(', ')}`];
  if (standing === 'silent' && WALKS[see as keyof typeof WALKS] !== 'left open')
    return ['the page leaves this rule open, so a flow cannot judge it'];
  const needed = neededParameter(see as FlowExpectation);
  if (needed !== undefined && (given as Record<string, unknown> | undefined)?.[needed] === undefined)
    return [`nothing can come back: give ${needed} under "with"`];
  return [];
}
