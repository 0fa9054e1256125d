import type { PlannedScenario } from '../../conformance/scenario/check.js';
import { type ContractChoice, loadContracts } from '../../conformance/sources/load-contracts.js';
import type { Contract } from '../../contract/types.js';
import { createRedactor } from '../../output/redactor.js';
import { type RuleRow, renderRulesTable } from '../../report/rules-table.js';
import { EXIT, type ExitCode } from '../../run/exit-codes.js';
import { openConsole } from '../../run/terminal.js';

/** Prints the matrix rule × standing × scenarios; ends 1 when a rule has no scenario. */
export async function rulesCommand(choice: ContractChoice): Promise<ExitCode> {
  const console = openConsole(createRedactor([]));
  const { endpoints, scenarios } = await loadContracts(choice, process.cwd());
  const rows = ruleRows(endpoints, scenarios);
  console.block(renderRulesTable(rows, { colour: console.colour }).trimEnd());
  const without = rows.filter(({ scenarios }) => scenarios === 0).map(({ id }) => id);
  if (without.length === 0) return EXIT.passed;
  console.error(
    `${without.length === 1 ? 'a rule has' : `${without.length} rules have`} no scenario: ${without.join(', ')}`,
  );
  return EXIT.failed;
}

/** One row for each rule of every contract. */
export function ruleRows(contracts: readonly Contract[], all: readonly PlannedScenario[]): RuleRow[] {
  return contracts.flatMap(({ name, rules, groups }) => {
    const titles = new Map(groups.map(({ id, title }) => [id, title]));
    return rules.map(({ id, group, standing }) => {
      const scenarios = all.filter(({ scenario }) => scenario.rule === id).length;
      return { id, endpoint: name, group: titles.get(group) ?? group, standing, scenarios };
    });
  });
}
