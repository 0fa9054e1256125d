import type { EventEmitter } from 'node:events';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { suggest } from '../contract/suggest.js';
import { REPORT_FORMATS } from '../run/report-formats.js';
import { parseDuration } from '../stats/duration.js';

// The options that several commands have, and how their values are read.

/** The parsers of options that may be given more than once. */
const repeatable = new WeakSet<object>();

/** Gathers the values of an option that may be given more than once, each as `read` takes it. */
export function collecting(read: (value: string) => string = (value) => value) {
  const parse = (value: string, before: readonly string[] = []): readonly string[] => [...before, read(value)];
  repeatable.add(parse);
  return parse;
}

/** Takes one of these words, and suggests the nearest for any other. */
export function oneOf(words: readonly string[]): (text: string) => string {
  return (text) => {
    if (words.includes(text)) return text;
    throw new InvalidArgumentError(`Expected one of ${words.join(', ')}${suggest(text, words)}`);
  };
}

export const seed = () => new Option('--seed <n>', 'repeat a run: the seed it printed').argParser(wholeNumber(0));

export const target = () =>
  new Option(
    '-t, --target <name|file>',
    'a name in targets/, a YAML file, an address of this machine, or the embedded emulator',
  ).default('emulator');

export const sandbox = () =>
  new Option(
    '--no-browser-sandbox',
    'run the browser of the liveness flow without its sandbox, where it cannot be had',
  );

export const playwrightReport = () =>
  new Option('--playwright-report', "write Playwright's own report into the run's folder, too");

export const out = () => new Option('--out <dir>', 'folder of the report (default: reports/<run id>)');

export const report = () =>
  new Option('--report <format[=file]>', `one more report: ${REPORT_FORMATS.join(', ')}; may be given again`).argParser(
    collecting(),
  );

export const lang = () => new Option('--lang <language>', 'language of the report').choices(['en', 'zh']).default('en');
export const history = () =>
  new Option('--history <file>', 'JSON lines that get a line of each run (default: reports/history.jsonl)');
export const against = () =>
  new Option('--against <run>', 'say what changed since this run: its folder, or its name in reports/');

export const deviations = () =>
  new Option(
    '--deviations <file>',
    'known deviations, see docs/deviations.md (default: deviations.yaml beside the target file)',
  );

export const contracts = () =>
  new Option('--contracts <dir>', 'contracts of your own with their scenarios, in place of the built-in ones');

export const endpoint = () =>
  new Option(
    '--endpoint <name>',
    "only this endpoint, e.g. get-token; '!get-result' leaves out; may be given again",
  ).argParser(collecting());

/** What chooses scenarios. */
export const choosing = (command: Command): Command =>
  command
    .option(
      '--rule <glob>',
      "only rules that fit, e.g. 'biz_no.*'; '!token.*' leaves out; may be given again",
      collecting(),
    )
    .option(
      '--grep <text>',
      "only scenarios with this text in their name; '!text' leaves out; may be given again",
      collecting(),
    )
    .option('--rerun-failed <run>', 'of these only the ones that failed or stayed undecided in that run')
    .option('--scenarios <dir>', 'your own scenario files, run besides the built-in ones')
    .option('--max-failures <n>', 'stop when so many cases have failed', wholeNumber(1))
    .option('--list', 'say which scenarios would be run, and send nothing');

export const engine = () =>
  new Option('--engine <engine>', 'auto: k6 where FACEGATE_K6 or the PATH has it, else node')
    .choices(['auto', 'k6', 'node'])
    .default('auto');

export const live = () =>
  new Option('--live', 'show how it goes on a page on this machine, at the address it prints, until the run ends');

/** How what came of a run is shown. */
export const presenting = (command: Command): Command =>
  command.addOption(out()).addOption(report()).addOption(lang()).addOption(history()).addOption(against());

/** Of an option that is given twice only one value could count: better none. */
export function refuseTwice(command: Command): void {
  for (const option of command.options.filter((one) => (one.required || one.optional) && !one.variadic)) {
    if (option.parseArg !== undefined && repeatable.has(option.parseArg)) continue;
    // Before the value is taken, which makes the command line its source.
    (command as unknown as EventEmitter).prependListener(`option:${option.name()}`, () => {
      if (command.getOptionValueSource(option.attributeName()) === 'cli')
        command.error(`error: option '${option.flags}' is given twice; only one of the values could count`);
    });
  }
}

export function wholeNumber(min: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isSafeInteger(value) || value < min || text.trim() === '')
      throw new InvalidArgumentError(`Expected a whole number from ${min}.`);
    return value;
  };
}

export function time(text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined || ms === 0)
    throw new InvalidArgumentError('Expected a time with its unit, e.g. 30s, 5m or 7d.');
  return ms;
}

export function share(text: string): number {
  const value = Number(text);
  if (!(value >= 0 && value <= 1) || text.trim() === '')
    throw new InvalidArgumentError('Expected a share from 0 to 1.');
  return value;
}
