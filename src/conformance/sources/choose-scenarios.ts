import { UsageError } from '../../run/errors.js';
import { resultsToCompare } from '../../run/stored-results.js';
import type { PlannedScenario } from '../scenario/check.js';
import { selectScenarios } from './select.js';

/** The options that choose scenarios, as the command line gives them. */
export interface ScenarioChoice {
  /** As often as given. */
  readonly rule?: readonly string[];
  readonly grep?: readonly string[];
  /** The folder of a run, or its name in reports/. */
  readonly rerunFailed?: string;
}

/**
 * The scenarios that are chosen: those that fit the rules and texts, and of these, where a run is named, the ones that failed or
 * could not be decided in it. Throws `ConfigError` or `UsageError` when none is left.
 */
export function chooseScenarios(
  all: readonly PlannedScenario[],
  { rule = [], grep = [], rerunFailed }: ScenarioChoice,
  cwd: string,
): PlannedScenario[] {
  const fitting = selectScenarios(all, { rules: rule, texts: grep });
  if (rerunFailed === undefined) return fitting;
  const open = openIn(rerunFailed, cwd);
  const chosen = fitting.filter(({ id }) => open.has(id));
  if (chosen.length > 0) return chosen;
  throw new UsageError(
    `--rerun-failed ${rerunFailed}: ${open.size === 0 ? 'nothing failed or stayed undecided in that run' : `none of its ${open.size} failed or undecided scenarios is among those chosen`}`,
  );
}

/** The ids of the scenarios that failed or could not be decided in a run. */
function openIn(run: string, cwd: string): ReadonlySet<string> {
  const results = resultsToCompare(run, cwd);
  const open = results.contract.results.filter(({ status, inconclusive }) => status === 'failed' || inconclusive);
  return new Set(open.map(({ id }) => id));
}

/** One line for each scenario: where it stands, its rule and its name. */
export function scenarioLines(chosen: readonly PlannedScenario[]): string[] {
  const place = ({ file, line }: PlannedScenario) => `${file}:${line}`;
  const width = Math.max(...chosen.map((one) => place(one).length));
  return chosen.map((one) => `${place(one).padEnd(width)}  ${one.scenario.rule}: ${one.scenario.name}`);
}
