import type { PlannedScenario } from '../../scenario/check.js';
import { ConfigError } from '../errors.js';

/** The scenarios whose rule fits a glob (`biz_no.*`) and whose name or id has a text in it. Throws `ConfigError` when none is left. */
export function selectScenarios(
  all: readonly PlannedScenario[],
  rule: string | undefined,
  grep: string | undefined,
): PlannedScenario[] {
  const fits = rule === undefined ? () => true : globTest(rule);
  const selected = all.filter(
    ({ id, scenario }) =>
      fits(scenario.rule) &&
      (grep === undefined || `${id} ${scenario.name}`.toLowerCase().includes(grep.toLowerCase())),
  );
  if (selected.length > 0) return selected;
  const asked = [rule === undefined ? [] : `--rule '${rule}'`, grep === undefined ? [] : `--grep '${grep}'`]
    .flat()
    .join(' ');
  throw new ConfigError([
    `${asked}: no scenario fits; "facegate rules" lists the rules and how many scenarios each has`,
  ]);
}

/** A test for a glob in which `*` is any text and `?` any character; commas separate alternatives. */
function globTest(glob: string): (text: string) => boolean {
  const alternatives = glob.split(',').map((part) =>
    part
      .trim()
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.'),
  );
  const pattern = new RegExp(`^(?:${alternatives.join('|')})$`);
  return (text) => pattern.test(text);
}
