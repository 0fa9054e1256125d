import type { PlannedScenario } from '../../conformance/scenario/check.js';
import { scenarioLines } from '../../conformance/sources/choose-scenarios.js';
import { createRedactor } from '../../output/redactor.js';
import { EXIT, type ExitCode } from '../../run/exit-codes.js';
import type { Texts } from '../../run/language.js';
import { openConsole } from '../../run/terminal.js';

/** Says which scenarios would be run; sends nothing. */
export function listScenarios(selected: readonly PlannedScenario[], { progress }: Texts): ExitCode {
  const console = openConsole(createRedactor([]));
  for (const line of scenarioLines(selected)) console.line(line);
  console.line(progress.listed(selected.length));
  return EXIT.passed;
}
