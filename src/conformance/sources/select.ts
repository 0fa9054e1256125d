import { chooses, choosesBy } from '../../run/choose.js';
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
 * are left out. Throws `ConfigError` when none is left.
 */
export function selectScenarios(all: readonly PlannedScenario[], { rules, texts }: Selection): PlannedScenario[] {
  const globs = rules.flatMap((rule) => rule.split(',')).map((glob) => glob.trim());
  const ruleFits = chooses(globs);
  const textFits = choosesBy(texts, (wanted) => (text) => text.includes(wanted.toLowerCase()));
  const selected = all.filter(
    ({ id, scenario }) => ruleFits(scenario.rule) && textFits(`${id} ${scenario.name}`.toLowerCase()),
  );
  if (selected.length > 0) return selected;
  const filter = [...rules.map((rule) => `--rule '${rule}'`), ...texts.map((text) => `--grep '${text}'`)].join(' ');
  throw new ConfigError([
    `${filter}: no scenario fits; "facegate rules" lists the rules and how many scenarios each has`,
  ]);
}
