import { contracts as builtIn } from '../../../contracts/index.js';
import { contractOfRule } from '../../contract/contracts.js';
import type { Contract } from '../../contract/types.js';
import { importBundled } from '../../run/data-file/import-source.js';
import { type DataFile, findFolder, loadFolder } from '../../run/data-file/load-folder.js';
import { ConfigError } from '../../run/errors.js';
import { checkScenarios, type FoundScenario, type PlannedScenario } from '../scenario/check.js';
import type { Problem } from '../scenario/schema-problems.js';
import { linkProblems, shapeProblems } from './check-contract.js';
import { builtInScenarios, scenariosIn, usersScenarios } from './load-scenarios.js';
import { selectEndpoints, withBeginnings } from './select-endpoints.js';

/** What the command line says of contracts and scenarios. */
export interface ContractChoice {
  /** Folder with contracts of the user and their scenarios. */
  readonly contracts?: string;
  /** Folder with more scenarios. */
  readonly scenarios?: string;
  /** As often as given; see `selectEndpoints`. */
  readonly endpoint?: readonly string[];
}

/** Contracts and scenarios, checked. */
export interface LoadedContracts {
  /** The endpoints that were chosen. */
  readonly endpoints: readonly Contract[];
  /** These, and those by whose request they are reached. */
  readonly contracts: readonly Contract[];
  /** Every scenario of the chosen endpoints. */
  readonly scenarios: readonly PlannedScenario[];
}

/**
 * Loads contracts and scenarios, the built-in ones and the user's own, and checks them. Throws one `ConfigError` with a line for
 * each problem of all files before anything is sent.
 */
export async function loadContracts(choice: ContractChoice, cwd: string): Promise<LoadedContracts> {
  const own = choice.contracts === undefined ? NOTHING : await ownContracts(choice.contracts, cwd);
  const all = [...builtIn, ...own.contracts];
  const lists = [
    await builtInScenarios(),
    own,
    ...(choice.scenarios === undefined ? [] : [await usersScenarios(choice.scenarios, cwd)]),
  ];
  const found = lists.flatMap((list) => list.found).filter((one) => own.whole || knowsRule(one, all));
  const { scenarios, errors } = checkScenarios(found, all);
  const problems = [...lists.flatMap((list) => list.problems), ...errors];
  if (problems.length > 0) throw new ConfigError(problems);
  const endpoints = selectEndpoints(builtIn, own.contracts, choice.endpoint ?? []);
  const chosen = new Set(endpoints.map(({ id }) => id));
  return {
    endpoints,
    contracts: withBeginnings(endpoints, all),
    scenarios: scenarios.filter(({ contract }) => chosen.has(contract)),
  };
}

interface OwnContracts {
  readonly contracts: readonly Contract[];
  readonly found: readonly FoundScenario[];
  readonly problems: readonly string[];
  /** False when a contract is left out, as it has not the shape of one. */
  readonly whole: boolean;
}

const NOTHING: OwnContracts = { contracts: [], found: [], problems: [], whole: true };

/** A file named `contract` holds a contract; every other one holds scenarios. */
async function ownContracts(given: string, cwd: string): Promise<OwnContracts> {
  const { files, problems, complete } = await loadFolder(findFolder('--contracts', given, cwd), cwd, importBundled);
  const isContract = ({ name }: DataFile) => /^contract\.\w+$/i.test(name);
  const stated = files.filter(isContract);
  if (stated.length === 0 && problems.length === 0)
    throw new ConfigError([
      `--contracts ${given}: no contract in it; a file named contract.ts, .js, .json or .yaml states one`,
    ]);
  const shapes = stated.map((file) => ({ file, wrong: shapeProblems(file.value) }));
  const sound = shapes.filter(({ wrong }) => wrong.length === 0).map(({ file }) => file);
  const links = sound.map((file) => {
    const others = [...builtIn, ...sound.filter((other) => other !== file).map(contractOf)];
    return { file, wrong: linkProblems(contractOf(file), others) };
  });
  const scenarios = scenariosIn(
    files.filter((file) => !isContract(file)),
    problems,
  );
  return {
    contracts: sound.map(contractOf),
    found: scenarios.found,
    problems: [...scenarios.problems, ...[...shapes, ...links].flatMap(({ file, wrong }) => placed(file, wrong))],
    whole: sound.length === stated.length && complete,
  };
}

function contractOf({ value }: DataFile): Contract {
  return value as Contract;
}

function placed({ shown, lineOf }: DataFile, problems: readonly Problem[]): string[] {
  return problems.map(({ path, said }) => `${shown}:${lineOf(path)}: ${said}`);
}

/** False where the rule may be one of a contract that was left out. */
function knowsRule({ value }: FoundScenario, contracts: readonly Contract[]): boolean {
  const rule = (value as { rule?: unknown } | null)?.rule;
  return typeof rule !== 'string' || contractOfRule(contracts, rule) !== undefined;
}
