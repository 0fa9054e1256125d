import { suggest } from '../../contract/suggest.js';
import { chooses, choosesBy, fitNothing, withoutMark } from '../../run/choose.js';
import { ConfigError } from '../../run/errors.js';
import type { PlannedScenario } from '../scenario/check.js';

/** What `--rule` and `--grep` say, each as often as it was given; an item that begins with `!` leaves out. */
export interface Selection {
  /** Globs of rule ids, commas between several: `biz_no.*,!*.echo`. */
  readonly rules: readonly string[];
  /** Texts in names or ids, in any case. */
  readonly texts: readonly string[];
}

/**
 * The scenarios that fit one of the wanted rules and one of the wanted texts (all of them where none is wanted), less those that
 * are left out. Throws `ConfigError` for a rule or text, wanted or left out, that fits no scenario at all, and when none is left.
 */
export function selectScenarios(all: readonly PlannedScenario[], { rules, texts }: Selection): PlannedScenario[] {
  const globs = rules.flatMap((rule) => rule.split(',')).map((glob) => glob.trim());
  const problems = [...strangeRules(all, globs), ...strangeTexts(all, texts)];
  if (problems.length > 0) throw new ConfigError(problems);
  const ruleFits = chooses(globs);
  const textFits = choosesByText(texts);
  const selected = all.filter((one) => ruleFits(one.scenario.rule) && textFits(wordsOf(one)));
  if (selected.length > 0) return selected;
  const filter = [...rules.map((rule) => `--rule '${rule}'`), ...texts.map((text) => `--grep '${text}'`)].join(' ');
  throw new ConfigError([`${filter}: no scenario fits all of this; ${LISTED}`]);
}

const LISTED = '"facegate rules" lists the rules and how many scenarios each has';

function strangeRules(all: readonly PlannedScenario[], globs: readonly string[]): string[] {
  const rules = [...new Set(all.map(({ scenario }) => scenario.rule))];
  const near = [...rules, ...rules.map((rule) => rule.replace(/\.[^.]*$/, '.*'))];
  return fitNothing(globs, rules).map(
    (glob) => `--rule '${glob}': no scenario fits${suggest(withoutMark(glob), near)}; ${LISTED}`,
  );
}

function strangeTexts(all: readonly PlannedScenario[], texts: readonly string[]): string[] {
  return texts
    .filter((text) => !all.some((one) => choosesByText([withoutMark(text)])(wordsOf(one))))
    .map((text) => `--grep '${text}': no scenario fits; "--list" lists their names`);
}

function choosesByText(texts: readonly string[]): (text: string) => boolean {
  return choosesBy(texts, (wanted) => (text) => text.includes(wanted.toLowerCase()));
}

function wordsOf({ id, scenario }: PlannedScenario): string {
  return `${id} ${scenario.name}`.toLowerCase();
}
