import { beginningOf, contractOfRule } from '../../contract/contracts.js';
import { parseExpectation } from '../../contract/expectation.js';
import { suggest } from '../../contract/suggest.js';
import { type SweepName, sweepNames } from '../../contract/sweeps.js';
import type { Contract, Standing } from '../../contract/types.js';
import { type FlowExpectation, neededParameter } from '../../flow/expectations.js';
import { WALKS } from '../../sayings/walks.js';
import { documented } from './expand.js';
import { SCENARIOS, type ScenarioKind } from './scenario-schema.js';
import { halvesOfPairs, nameOf, type Path, type Problem, schemaProblems, show } from './schema-problems.js';
import type { Scenario } from './types.js';

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
  /** The line of a place in it, where that is known for sure. */
  lineOf?(path: Path): number;
}

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
  for (const { value, file, line, lineOf = () => line } of found) {
    const place = `${file}:${line}`;
    const problems = problemsOf(value, contracts);
    if (problems.length > 0) {
      errors.push(...problems.map(({ path, said }) => `${file}:${path.length === 0 ? line : lineOf(path)}: ${said}`));
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

/** What a scenario says, as far as its keys hold what they should. */
type Sound = Readonly<Record<string, unknown>>;

function problemsOf(value: unknown, contracts: readonly Contract[]): Problem[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return [at([], 'a scenario must be an object with rule, name and expect')];
  const { kind = 'request' } = value as { kind?: unknown };
  if (!isKind(kind)) {
    const kinds = Object.keys(SCENARIOS);
    const near = typeof kind === 'string' ? suggest(kind, kinds) : '';
    return [at(['kind'], `kind ${show(kind)} is unknown${near}; there are ${kinds.join(', ')}`)];
  }
  const shape = schemaProblems(SCENARIOS[kind], value, `a scenario of kind ${kind}`);
  return [...shape, ...halvesOfPairs(value), ...linkProblems(kind, soundPart(value, shape), contracts)];
}

/** A problem in the words of a scenario; without a path it is one of the whole. */
function at(path: Path, said: string): Problem {
  return { path, said };
}

function isKind(kind: unknown): kind is ScenarioKind {
  return typeof kind === 'string' && Object.hasOwn(SCENARIOS, kind);
}

/** A scenario without the keys that hold something else than they should; what is wrong deeper inside stays. */
function soundPart(value: object, problems: readonly Problem[]): Sound {
  const inside = (key: string) => problems.filter(({ path }) => path[0] === key);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !inside(key).some(({ path }) => path.length === 1))
      .map(([key, one]) => [
        key,
        key === 'flow' && one !== undefined
          ? soundPart(
              one,
              inside(key).map(({ path, said }) => ({ path: path.slice(1), said })),
            )
          : one,
      ]),
  );
}

/** Checks what a scenario has to do with the contracts: names that must be there, and what its rule's standing allows. */
function linkProblems(kind: ScenarioKind, scenario: Sound, contracts: readonly Contract[]): Problem[] {
  const { rule } = scenario;
  if (typeof rule !== 'string') return [];
  const contract = contractOfRule(contracts, rule);
  if (contract === undefined) {
    const ids = contracts.flatMap(({ rules }) => rules.map(({ id }) => id));
    return [at(['rule'], `rule ${show(rule)} is unknown${suggest(rule, ids)}; "facegate rules" lists them`)];
  }
  const standing = contract.rules.find(({ id }) => id === rule)?.standing;
  switch (kind) {
    case 'harness':
      return [];
    case 'sweep':
      return checkProblems(scenario.check, contract);
    case 'flow':
      return [
        ...parameterProblems(scenario, beginningOf(contract, contracts)),
        ...flowExpectationProblems(scenario, standing),
      ];
    case 'burst':
      return parameterProblems(scenario, contract);
    case 'result':
      return [
        ...parameterProblems(scenario, contract),
        ...flowProblems(scenario.flow, contract, contracts),
        ...expectationProblems(scenario.expect, standing, contract),
      ];
    default:
      return [...parameterProblems(scenario, contract), ...expectationProblems(scenario.expect, standing, contract)];
  }
}

function checkProblems(check: unknown, contract: Contract): Problem[] {
  const known = sweepNames(contract);
  if (typeof check !== 'string' || known.includes(check as SweepName)) return [];
  const some = known.slice(0, 8).join(', ');
  return [at(['check'], `check ${show(check)} is unknown${suggest(check, known)}; there are e.g. ${some}`)];
}

/** A result is asked for after a flow, so its contract must follow another. */
function flowProblems(flow: unknown, contract: Contract, contracts: readonly Contract[]): Problem[] {
  const beginning = beginningOf(contract, contracts);
  if (beginning === contract)
    return [at(['kind'], `a scenario of kind result needs a contract that follows a flow; ${contract.name} does not`)];
  return flow === undefined ? [] : parameterProblems(flow as Sound, beginning, ['flow']);
}

/** `place` is where the parameters stand in the scenario. */
function parameterProblems(scenario: Sound, contract: Contract, place: Path = []): Problem[] {
  if (contract.endpoint === null)
    return [at(place, `${contract.name} is not called, so no request can be made for it`)];
  const known = contract.parameters.map(({ name }) => name);
  const given = Object.keys((scenario.with as object | undefined) ?? {}).map((name) => ({
    name,
    key: name,
    in: 'with',
  }));
  const left = ((scenario.without as unknown[] | undefined) ?? []).map((name, key) => ({ name, key, in: 'without' }));
  const problems = [...given, ...left].flatMap(({ name, key, in: list }) => {
    if (typeof name !== 'string' || documented(name, contract) !== undefined) return [];
    const cure = 'put a field that the page does not know under "extra"';
    return [at([...place, list, key], `parameter ${show(nameOf(name))} is unknown${suggest(name, known)}; ${cure}`)];
  });
  const bases = Object.keys(contract.requests);
  const { form } = scenario;
  const base = scenario.base as string | undefined;
  if (base !== undefined && !bases.includes(base))
    problems.push(
      at([...place, 'base'], `base ${show(base)} is unknown${suggest(base, bases)}; there are ${bases.join(', ')}`),
    );
  const { sends } = contract.endpoint;
  if (form !== undefined && sends !== 'form')
    problems.push(
      at(
        [...place, 'form'],
        `"form" is for an endpoint that takes forms; ${contract.name} takes its parameters as ${sends}`,
      ),
    );
  const values = Object.values({
    ...contract.requests[base ?? bases[0] ?? ''],
    ...(scenario.with as object | undefined),
  });
  const hasFile = values.some((value) => value !== null && typeof value === 'object' && 'photo' in value);
  if (typeof form === 'string' && form.startsWith('urlencoded') && hasFile)
    problems.push(at([...place, 'form'], 'a urlencoded form cannot carry a photo; use the form "multipart"'));
  return problems;
}

function expectationProblems(expect: unknown, standing: Standing | undefined, contract: Contract): Problem[] {
  if (expect === undefined || expect === 'observe') return [];
  if (standing === 'silent')
    return [at(['expect'], "the page leaves this rule open, so it can only be observed: write expect: 'observe'")];
  return [expect as string | string[]].flat().flatMap((text) => {
    try {
      parseExpectation(text, contract);
      return [];
    } catch (error) {
      return [at(['expect'], (error as Error).message)];
    }
  });
}

/** What a flow is to show must be allowed by its rule, and the values that are to come back must be sent. */
function flowExpectationProblems({ see, with: given }: Sound, standing: Standing | undefined): Problem[] {
  if (see === undefined) return [];
  if (standing === 'silent' && WALKS[see as FlowExpectation] !== 'left open')
    return [at(['see'], 'the page leaves this rule open, so a flow cannot judge it')];
  const needed = neededParameter(see as FlowExpectation);
  if (needed !== undefined && (given as Sound | undefined)?.[needed] === undefined)
    return [at(['see'], `nothing can come back: give ${needed} under "with"`)];
  return [];
}
