import type { PlannedScenario } from '../../conformance/scenario/check.js';
import { scenarioLines } from '../../conformance/sources/choose-scenarios.js';
import { createRedactor } from '../../output/redactor.js';
import { EXIT, type ExitCode } from '../../run/exit-codes.js';
import { openConsole } from '../../run/terminal.js';

/** Says which scenarios would be run; sends nothing. */
export function listScenarios(selected: readonly PlannedScenario[]): ExitCode {
  const console = openConsole(createRedactor([]));
  for (const line of scenarioLines(selected)) console.line(line);
  console.line(`${selected.length === 1 ? 'one scenario' : `${selected.length} scenarios`}; nothing was sent`);
  return EXIT.passed;
}
