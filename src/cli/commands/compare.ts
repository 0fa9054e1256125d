import { createRedactor } from '../../output/redactor.js';
import { compareRuns, isWorse } from '../../report/compare.js';
import { renderComparison } from '../../report/comparison-text.js';
import { EXIT, type ExitCode } from '../../run/exit-codes.js';
import { languageOf } from '../../run/language.js';
import type { PresentationOptions } from '../../run/presentation.js';
import { resultsToCompare } from '../../run/stored-results.js';
import { openConsole } from '../../run/terminal.js';

/** Says what changed from one run to another. Sends nothing. Ends 1 when a rule that was kept is broken. */
export function compareCommand(before: string, after: string, { lang = 'en' }: PresentationOptions): ExitCode {
  const cwd = process.cwd();
  const { texts, translate } = languageOf(lang);
  const [first, second] = [before, after].map((run) => translate(resultsToCompare(run, cwd))) as [
    ReturnType<typeof translate>,
    ReturnType<typeof translate>,
  ];
  // What was stored is redacted already.
  const console = openConsole(createRedactor([]));
  const comparison = compareRuns(first, second);
  const names = { before: first.run.id, after: second.run.id };
  console.block(renderComparison(comparison, names, { colour: console.colour }, texts));
  return isWorse(comparison) ? EXIT.failed : EXIT.passed;
}
