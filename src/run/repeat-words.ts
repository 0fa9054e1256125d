/** Options of commands that have no part in what is sent and how it is judged: where a run goes, how it is shown, and how often it is done. */
const BESIDE = new Set([
  'out',
  'report',
  'lang',
  'history',
  'against',
  'live',
  'playwrightReport',
  'proposeDeviations',
  'repeat',
  'seed',
]);

/** Options that are only ever written with `no-`, as they hold by themselves. */
const HOLD_BY_THEMSELVES = new Set(['browser', 'browserSandbox']);

/**
 * The words after `facegate` that repeat a run: those of the command, every option that was given, by its name in camel case
 * (`maxFailures` for `--max-failures`), and the seed. Only what has no part in requests and verdict is left out.
 */
export function repeatWords(command: readonly string[], options: object, seed: number): string[] {
  const given = Object.entries(options).filter(([name]) => !BESIDE.has(name));
  return [...command, ...given.flatMap(([name, value]) => optionWords(name, value)), '--seed', String(seed)];
}

function optionWords(name: string, value: unknown): string[] {
  const option = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (value === undefined || (value === true && HOLD_BY_THEMSELVES.has(name))) return [];
  if (value === false) return HOLD_BY_THEMSELVES.has(name) ? [`--no-${option}`] : [];
  if (value === true) return [`--${option}`];
  return [value].flat().flatMap((one) => [`--${option}`, String(one)]);
}
