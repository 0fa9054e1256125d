import { join, relative } from 'node:path';
import { suggest } from '../../contract/suggest.js';
import { compareObservations, type Drift } from '../../drift/compare-observations.js';
import { findObservations, OBSERVATIONS_FILE, readObservations } from '../../drift/read-observations.js';
import { createRedactor } from '../../output/redactor.js';
import type { Observations } from '../../records/observations-types.js';
import { UsageError } from '../../run/errors.js';
import { EXIT, type ExitCode, isCutShort } from '../../run/exit-codes.js';
import { type Lang, languageOf, type Texts } from '../../run/language.js';
import { packageRoot } from '../../run/package-root.js';
import { targetNames } from '../../run/target/load-target.js';
import { openConsole } from '../../run/terminal.js';
import { contractCommand } from './contract.js';

/** Options of `facegate drift` as the command line gives them. */
export interface DriftOptions {
  readonly against: string;
  readonly lang?: Lang;
  readonly browserSandbox?: boolean;
}

/** Tells what changed from `--against` to `now`; ends 1 where something changed that is marked as frozen, and 4 where such was not seen. */
export async function driftCommand(now = 'latest', options: DriftOptions): Promise<ExitCode> {
  const before = await observe(options.against, options);
  if (typeof before === 'number') return before;
  const after = await observe(now, options);
  if (typeof after === 'number') return after;
  const drift = compareObservations(before, after);
  const console = openConsole(createRedactor([]));
  const about = ({ run }: Observations) => `${run.target.name}, ${run.startedAt.slice(0, 16).replace('T', ' ')}`;
  const { texts } = languageOf(options.lang ?? 'en');
  const words = texts.history.drift;
  console.line(words.between(about(before), about(after)));
  for (const line of linesOf(drift, texts)) console.line(line);
  const frozen = drift.changes.flatMap((change) => (change.frozen ? [change.what] : []));
  const names = (of: readonly string[]) => of.join(texts.lead.join);
  const { frozenUnseen: unseen } = drift;
  if (frozen.length > 0) console.error([{ text: words.frozenChanged(frozen.length, names(frozen)), style: 'red' }]);
  if (unseen.length > 0) console.error([{ text: words.frozenUnseen(unseen.length, names(unseen)), style: 'yellow' }]);
  return frozen.length > 0 ? EXIT.failed : unseen.length > 0 ? EXIT.inconclusive : EXIT.passed;
}

/** Observations that are there, or those of a target that is run now; or how that run ended, where it saw too little to compare. */
async function observe(name: string, { browserSandbox, lang }: DriftOptions): Promise<Observations | ExitCode> {
  const found = findObservations(name, process.cwd());
  if (found !== undefined) return found;
  refuseUnknown(name);
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 17);
  const out = join('reports', `drift-${stamp}`);
  const code = await contractCommand({
    target: name,
    out,
    ...(lang === undefined ? {} : { lang }),
    ...(browserSandbox === undefined ? {} : { browserSandbox }),
  });
  if (isCutShort(code)) return code;
  return readObservations(join(relative('', out), OBSERVATIONS_FILE));
}

/** What is no run is a target: throws `UsageError` for a word that is neither. */
function refuseUnknown(name: string): void {
  const targets = targetNames({ cwd: process.cwd(), projectTargetsDir: join(packageRoot, 'targets') });
  if (/[/\\:.]/.test(name) || targets.includes(name)) return;
  throw new UsageError(
    `${name}: there is no such run in reports/, and no such target${suggest(name, name === 'latest' ? [] : [...targets, 'latest'])}; targets are ${targets.join(', ')}`,
  );
}

function linesOf({ changes, compared, onlyBefore, onlyAfter }: Drift, { history, lead, said }: Texts): string[] {
  const words = history.drift;
  const label = Math.max(words.before.length, words.after.length);
  const lines = changes.flatMap(({ kind, what, before, after, frozen }) => [
    `${words.kind[kind]}${frozen ? words.frozen : ''}  ${said(what)}`,
    `  ${words.before.padEnd(label)}  ${said(before)}`,
    `  ${words.after.padEnd(label)}  ${said(after)}`,
  ]);
  const alone = [
    ...(onlyBefore > 0 ? [words.onlyBefore(onlyBefore)] : []),
    ...(onlyAfter > 0 ? [words.onlyAfter(onlyAfter)] : []),
  ];
  return [
    ...lines,
    [`${words.count(changes.length)}${lead.join}${words.compared(compared)}`, ...alone].join(lead.list),
  ];
}
