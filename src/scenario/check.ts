import { parseExpectation } from '../contract/expectation.js';
import type { Contract, Standing } from '../contract/types.js';
import { flowSights } from '../flow/sights.js';
import { suggest } from './suggest.js';
import type { Scenario } from './types.js';

/** A checked scenario with its place in the source. */
export interface PlannedScenario {
  /** Rule id, a slash, and the name in kebab case. */
  readonly id: string;
  readonly file: string;
  readonly line: number;
  readonly standing: Standing;
  readonly scenario: Scenario;
}

/** A scenario as found in a file, not yet trusted. */
export interface FoundScenario {
  readonly value: unknown;
  readonly file: string;
  readonly line: number;
}

const REQUEST_KEYS = [
  'rule',
  'name',
  'kind',
  'base',
  'as',
  'with',
  'without',
  'extra',
  'form',
  'method',
  'path',
  'expect',
];
const KEYS: Readonly<Record<string, readonly string[]>> = {
  request: REQUEST_KEYS,
  repeat: REQUEST_KEYS,
  sweep: ['rule', 'name', 'kind', 'check'],
  burst: ['rule', 'name', 'kind', 'base', 'as', 'with', 'without', 'extra', 'form', 'burst'],
  flow: ['rule', 'name', 'kind', 'base', 'as', 'with', 'without', 'extra', 'form', 'see'],
  harness: ['rule', 'name', 'kind', 'url', 'allowHttp', 'expect'],
};

/**
 * Checks scenarios against the contract: known rule, known keys, parameters and expectations, silent rules only observed,
 * no id twice. Returns the scenarios, or the list of everything that is wrong, one line each.
 */
export function checkScenarios(
  found: readonly FoundScenario[],
  contract: Contract,
): { scenarios: PlannedScenario[]; errors: string[] } {
  const scenarios: PlannedScenario[] = [];
  const errors: string[] = [];
  const places = new Map<string, string>();
  for (const { value, file, line } of found) {
    const place = `${file}:${line}`;
    const problems = problemsOf(value, contract);
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
    const rule = contract.rules.find((candidate) => candidate.id === scenario.rule)!;
    scenarios.push({ id, file, line, standing: rule.standing, scenario });
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

function problemsOf(value: unknown, contract: Contract): string[] {
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
  if (typeof scenario.name !== 'string' || scenario.name.trim() === '') problems.push('name must say what is done');
  const rule = contract.rules.find((candidate) => candidate.id === scenario.rule);
  if (rule === undefined) {
    const ids = contract.rules.map((candidate) => candidate.id);
    problems.push(
      `rule ${JSON.stringify(scenario.rule)} is unknown${suggest(String(scenario.rule), ids)}; "facegate rules" lists them`,
    );
  }
  problems.push(...surrogateProblems(scenario, ''));
  problems.push(...parameterProblems(scenario, contract));
  if (kind === 'request' || kind === 'repeat')
    problems.push(...expectationProblems(scenario.expect, rule?.standing, contract));
  if (kind === 'flow') problems.push(...sightProblems(scenario, rule?.standing));
  return problems;
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

function parameterProblems(scenario: Record<string, unknown>, contract: Contract): string[] {
  const names = contract.parameters.map((parameter) => parameter.name);
  const known = (name: string) => names.includes(name) || /^image_ref\d*$/.test(name);
  const given = Object.keys((scenario.with as object | undefined) ?? {});
  const left = (scenario.without as string[] | undefined) ?? [];
  const problems = [...given, ...left]
    .filter((name) => !known(name))
    .map(
      (name) =>
        `parameter "${name}" is unknown${suggest(name, names)}; put a field that the page does not know under "extra"`,
    );
  for (const [name, value] of Object.entries((scenario.with as Record<string, unknown> | undefined) ?? {})) {
    const text = value !== null && typeof value === 'object' && 'unique' in value ? value.unique : '{}';
    if (typeof text !== 'string' || !text.includes('{}'))
      problems.push(`"${name}": a unique text needs "{}" where its own part is to stand`);
  }
  const files = Object.entries((scenario.with as Record<string, unknown> | undefined) ?? {}).filter(
    ([, value]) => value !== null && typeof value === 'object' && 'photo' in value,
  );
  if (
    typeof scenario.form === 'string' &&
    scenario.form.startsWith('urlencoded') &&
    (files.length > 0 || scenario.base === 'own-photo')
  ) {
    problems.push('a urlencoded form cannot carry a photo; use the form "multipart"');
  }
  return problems;
}

function expectationProblems(expect: unknown, standing: Standing | undefined, contract: Contract): string[] {
  if (expect === 'observe') return [];
  if (standing === 'silent')
    return ["the page leaves this rule open, so it can only be observed: write expect: 'observe'"];
  const texts = Array.isArray(expect) ? expect : [expect];
  if (texts.length === 0 || texts.some((text) => typeof text !== 'string'))
    return ['expect must be a text such as "200 token", a list of such texts, or "observe"'];
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
function sightProblems({ see, with: given }: Record<string, unknown>, standing: Standing | undefined): string[] {
  const known = Object.keys(flowSights);
  if (typeof see !== 'string' || !known.includes(see))
    return [`see ${JSON.stringify(see)} is unknown${suggest(String(see), known)}; there are: ${known.join(', ')}`];
  if (standing === 'silent') return ['the page leaves this rule open, so a flow cannot judge it'];
  if (
    see === 'biz_extra_data comes back' &&
    (given as Record<string, unknown> | undefined)?.biz_extra_data === undefined
  )
    return ['nothing can come back: give biz_extra_data under "with"'];
  return [];
}
