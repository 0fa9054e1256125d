import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { anyClientRules, CLIENT_STANDINGS } from '../../../contracts/client/client.js';
import { suggest } from '../../contract/suggest.js';
import { clientSecrets } from '../../integration/client-secrets.js';
import { readClientFile } from '../../integration/read-client-file.js';
import type { ClientSettings } from '../../integration/settings.js';
import { createRedactor } from '../../output/redactor.js';
import { textWidth } from '../../output/text-width.js';
import { chooses, fitNothing, withoutMark } from '../../run/choose.js';
import { ConfigError, UsageError } from '../../run/errors.js';
import { EXIT, type ExitCode } from '../../run/exit-codes.js';
import { openRun, resultsOf } from '../../run/finish-run.js';
import { languageOf } from '../../run/language.js';
import { packageVersion } from '../../run/package-root.js';
import { type PresentationOptions, presentation } from '../../run/presentation.js';
import { publishRun } from '../../run/publish-run.js';
import { beginRecords } from '../../run/run-records.js';
import { openConsole } from '../../run/terminal.js';
import { runClientPart, withClient } from '../client-part.js';

/** Options of `facegate client` as the command line gives them. */
export interface ClientOptions extends PresentationOptions {
  /** As often as given. */
  readonly rule?: readonly string[];
  readonly out?: string;
  readonly list?: boolean;
}

/** The client file where none is named. */
const USUAL_FILES = ['client.yaml', 'targets/client.yaml'];

/** Judges the user's own client against the emulator, writes the run's folder, prints the summary; returns the exit code. */
export async function clientCommand(given: string | undefined, options: ClientOptions): Promise<ExitCode> {
  const redactor = createRedactor(clientSecrets());
  const console = openConsole(redactor);
  const wanted = wantedRules(options.rule ?? []);
  if (options.list === true) {
    const { clientRule, clientStanding } = languageOf(options.lang ?? 'en');
    const rules = anyClientRules.filter(({ id }) => wanted(id));
    const standings = rules.map(clientStanding);
    const columns = Math.max(...standings.map(textWidth));
    for (const [index, rule] of rules.entries()) {
      const standing = standings[index]!;
      const blanks = ' '.repeat(columns - textWidth(standing));
      console.line(`${rule.id.padEnd(30)} ${standing}${blanks}  ${clientRule(rule)}`);
    }
    return EXIT.passed;
  }
  const cwd = process.cwd();
  const settings = loadClientFile(given, cwd);
  const shown = presentation(options, process.env, cwd);
  const texts = shown.language.texts.progress;
  const frame = openRun({
    target: {
      name: 'client',
      url: settings.drive.kind === 'http' ? new URL(settings.drive.url).origin : settings.drive.command,
    },
    out: options.out,
    presentation: shown,
    cwd,
    seed: 0,
    command: ['client', settings.file, ...(options.rule ?? []).flatMap((glob) => ['--rule', glob])],
  });
  beginRecords(frame, redactor);
  console.line([
    { text: `facegate ${packageVersion}`, style: 'bold' },
    `  ${texts.client(anyClientRules.filter(({ id }) => wanted(id)).length, anyClientRules.length, settings.file)}`,
  ]);
  const part = await runClientPart({ settings, env: process.env, wanted, redactor, texts }, console);
  const results = resultsOf(
    frame,
    { contract: withClient(undefined, part), load: [], findings: part.findings, redactions: [] },
    redactor,
  );
  return publishRun(frame, results, console);
}

/** Reads a client file. Throws `ConfigError` with every problem. */
export function loadClientFile(given: string | undefined, cwd: string): ClientSettings {
  const name = given ?? USUAL_FILES.find((file) => existsSync(join(cwd, file)));
  if (name === undefined)
    throw new ConfigError([
      `there is no ${USUAL_FILES.join(' and no ')} here; write one with "facegate init --client", or name a client file, see docs/client.md`,
    ]);
  const path = resolve(cwd, name);
  const inside = relative(cwd, path);
  const shown = inside.startsWith('..') ? path : inside;
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ConfigError([`${shown}: could not be read (${(cause as NodeJS.ErrnoException).code}); check the path`], {
      cause,
    });
  }
  return readClientFile(path, shown, text, process.env);
}

function wantedRules(globs: readonly string[]): (rule: string) => boolean {
  const items = globs.flatMap((glob) => glob.split(',')).map((glob) => glob.trim());
  const ids = anyClientRules.map(({ id }) => id);
  const listed = `"facegate client --list" lists the ${Object.keys(CLIENT_STANDINGS).join(', ')} ones`;
  const strange = fitNothing(items, ids);
  if (strange.length > 0)
    throw new UsageError(
      strange.map((glob) => `--rule '${glob}': no rule fits${suggest(withoutMark(glob), ids)}; ${listed}`).join('\n'),
    );
  const wanted = chooses(items);
  if (!ids.some((id) => wanted(id)))
    throw new UsageError(`${globs.map((glob) => `--rule '${glob}'`).join(' ')}: no rule is left; ${listed}`);
  return (rule) => wanted(rule);
}
