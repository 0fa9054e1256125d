import { suggest } from '../../contract/suggest.js';
import { chooses } from '../../run/choose.js';
import {
  type Field,
  openSettings,
  readList,
  readMap,
  readText,
  report,
  rootField,
  type SettingsFile,
} from '../../run/data-file/yaml-fields.js';
import { ConfigError } from '../../run/errors.js';
import type { PlannedScenario } from '../scenario/check.js';
import type { Deviation } from './deviation.js';

const KEYS = ['rule', 'scenario', 'seen', 'reason', 'ticket', 'since', 'expires', 'signed', 'target'] as const;
const DAY_MS = 86_400_000;
/** A deviation is looked at again after a year at the latest. */
const LONGEST_DAYS = 366;

/** What a list of deviations is read with. */
export interface DeviationContext {
  /** The name of the target: entries of other targets are left out. */
  readonly target: string;
  /** Every scenario there is: an entry must be about one of them. */
  readonly scenarios: readonly PlannedScenario[];
  /** YYYY-MM-DD. */
  readonly today: string;
}

/** The deviations of a file, checked. Throws `ConfigError` with a line for each problem, before anything is sent. */
export function readDeviations(file: string, text: string, context: DeviationContext): Deviation[] {
  const settings = openSettings(file, text, {}, 'remove it, or list deviations in it');
  if (!('document' in settings)) throw new ConfigError(settings.problems);
  const items = readList(settings, rootField(settings), 'a list of deviations') ?? [];
  const found = items.flatMap((item) => readOne(settings, item, context) ?? []);
  if (settings.problems.length > 0) throw new ConfigError(settings.problems);
  return found;
}

function readOne(settings: SettingsFile, item: Field, context: DeviationContext): Deviation | undefined {
  const fields = readMap(settings, item, KEYS);
  if (fields === undefined) return undefined;
  const needed = (key: (typeof KEYS)[number], cure: string): string => {
    const field = fields.get(key);
    if (field !== undefined) return readText(settings, field, cure) ?? '';
    report(settings, { ...item, path: key }, `is missing: ${cure}`);
    return '';
  };
  const { problems } = settings;
  const before = problems.length;
  const deviation: Deviation = {
    place: `${settings.file}:${item.line}`,
    rule: needed('rule', 'the id of a rule'),
    scenarios: scenarioGlobs(settings, fields.get('scenario')),
    seen: needed('seen', 'what is seen instead, as the report tells it'),
    reason: needed('reason', 'why it is accepted'),
    ticket: fields.has('ticket') ? (readText(settings, fields.get('ticket')!, 'where it is followed up') ?? '') : '',
    since: needed('since', 'a date, YYYY-MM-DD'),
    expires: needed('expires', 'the last day on which it holds, YYYY-MM-DD'),
    signed: needed('signed', 'who answers for it'),
  };
  const target = fields.has('target') ? readText(settings, fields.get('target')!, 'the name of a target') : undefined;
  if (problems.length > before) return undefined;
  checkDates(settings, item, deviation, context.today);
  checkRule(settings, item, deviation, context.scenarios);
  return target === undefined || target === context.target ? deviation : undefined;
}

function scenarioGlobs(settings: SettingsFile, field: Field | undefined): string[] {
  if (field === undefined) return ['*'];
  const value = field.node?.toJS(settings.document) as unknown;
  const fields = Array.isArray(value) ? (readList(settings, field, 'names of scenarios') ?? []) : [field];
  return fields.flatMap((one) => readText(settings, one, 'the name of a scenario, or a glob') ?? []);
}

function checkDates(settings: SettingsFile, item: Field, { since, expires }: Deviation, today: string): void {
  for (const [path, date] of [
    ['since', since],
    ['expires', expires],
  ] as const)
    if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(date)))
      report(settings, { ...item, path }, `"${date}" is no date; write YYYY-MM-DD`);
  const ahead = (Date.parse(expires) - Date.parse(today)) / DAY_MS;
  if (ahead > LONGEST_DAYS)
    report(
      settings,
      { ...item, path: 'expires' },
      `${expires} is more than a year ahead; a deviation is looked at again before`,
    );
}

function checkRule(
  settings: SettingsFile,
  item: Field,
  { rule, scenarios: globs }: Deviation,
  scenarios: readonly PlannedScenario[],
): void {
  const own = scenarios.filter(({ scenario }) => scenario.rule === rule);
  const rules = [...new Set(scenarios.map(({ scenario }) => scenario.rule))];
  if (own.length === 0)
    report(
      settings,
      { ...item, path: 'rule' },
      `there is no rule "${rule}"${suggest(rule, rules)}; "facegate rules" lists them`,
    );
  else if (!own.some(({ scenario }) => chooses(globs)(scenario.name)))
    report(settings, { ...item, path: 'scenario' }, `no scenario of ${rule} fits ${globs.join(', ')}`);
}
