import { join, relative } from 'node:path';
import { compareObservations, type Drift } from '../../drift/compare-observations.js';
import { findObservations, OBSERVATIONS_FILE, readObservations } from '../../drift/read-observations.js';
import { createRedactor } from '../../output/redactor.js';
import type { Observations } from '../../records/observations-types.js';
import { EXIT, type ExitCode } from '../../run/exit-codes.js';
import { openConsole } from '../../run/terminal.js';
import { contractCommand } from './contract.js';

/** Options of `facegate drift` as the command line gives them. */
export interface DriftOptions {
  readonly against: string;
  readonly browserSandbox?: boolean;
}

/** Tells what changed from `--against` to `now`; ends 1 only where something changed that is marked as frozen. */
export async function driftCommand(now = 'latest', options: DriftOptions): Promise<ExitCode> {
  const before = await observe(options.against, options);
  const after = await observe(now, options);
  const drift = compareObservations(before, after);
  const console = openConsole(createRedactor([]));
  const about = ({ run }: Observations) => `${run.target.name}, ${run.startedAt.slice(0, 16).replace('T', ' ')}`;
  console.line(`drift from ${about(before)} to ${about(after)}`);
  for (const line of linesOf(drift)) console.line(line);
  const frozen = drift.changes.filter((change) => change.frozen);
  if (frozen.length === 0) return EXIT.passed;
  console.error([
    { text: `${frozen.length} frozen: ${frozen.map(({ what }) => what).join('; ')} changed`, style: 'red' },
  ]);
  return EXIT.failed;
}

/** Observations that are there, or those of a target that is run now. */
async function observe(name: string, { browserSandbox }: DriftOptions): Promise<Observations> {
  const found = findObservations(name, process.cwd());
  if (found !== undefined) return found;
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 17);
  const out = join('reports', `drift-${stamp}`);
  await contractCommand({ target: name, out, ...(browserSandbox === undefined ? {} : { browserSandbox }) });
  return readObservations(join(relative('', out), OBSERVATIONS_FILE));
}

function linesOf({ changes, compared, onlyBefore, onlyAfter }: Drift): string[] {
  const lines = changes.flatMap(({ kind, what, before, after, frozen }) => [
    `${kind}${frozen ? ' (frozen)' : ''}  ${what}`,
    `  before  ${before}`,
    `  after   ${after}`,
  ]);
  const alone = [
    ...(onlyBefore > 0 ? [`${onlyBefore} seen only before`] : []),
    ...(onlyAfter > 0 ? [`${onlyAfter} seen only after`] : []),
  ];
  const count =
    changes.length === 0 ? 'nothing changed' : `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}`;
  return [...lines, [`${count}; ${compared} scenarios compared`, ...alone].join(', ')];
}
