import { entryContract } from '../../../contracts/index.js';
import type { PreflightJudgement } from '../../contract/preflight.js';
import { FacegateError } from '../../run/errors.js';
import { EXIT } from '../../run/exit-codes.js';
import type { Connection } from '../../run/target/connect.js';
import { EMBEDDED_TARGET } from '../../run/target/load-target.js';
import { addressOf, cureOfSilence } from '../../run/target/preflight.js';
import type { Target } from '../../run/target/types.js';
import { type Check, missing, ok } from './check.js';
import { checkCallbacks } from './check-callbacks.js';
import { checkCredentials } from './check-credentials.js';

/**
 * Whether the target's settings are right, its host can be reached, the API answers there and its accounts have keys. The embedded emulator has all
 * of it by nature. A wrong file is found, not thrown: the other checks are worth seeing then too.
 */
export async function checkTarget(
  name: string,
  load: (name: string) => Target,
  connect: (target: Target) => Promise<Connection>,
  ask: (target: Target) => Promise<PreflightJudgement>,
): Promise<Check[]> {
  if (name === EMBEDDED_TARGET) {
    return [ok('target', 'emulator: built in, started with the run'), ok('credentials', 'built in, for every account')];
  }
  let target: Target;
  try {
    target = load(name);
  } catch (error) {
    if (!(error instanceof FacegateError)) throw error;
    return error.message.split('\n').map((problem) => missing('target', problem, '', error.exitCode));
  }
  const callbacks = checkCallbacks(target);
  return [
    await reachability(target, connect, ask),
    checkCredentials(target),
    ...(callbacks === undefined ? [] : [callbacks]),
  ];
}

/** A connection first, as what keeps it from being made has cures of its own; then a request of nobody. */
async function reachability(
  target: Target,
  connect: (target: Target) => Promise<Connection>,
  ask: (target: Target) => Promise<PreflightJudgement>,
): Promise<Check> {
  const { name, url } = target;
  const connection = await connect(target);
  if (connection.kind === 'failed')
    return missing(
      'target',
      `${name}: ${url} cannot be reached: ${connection.reason}`,
      connection.cure,
      EXIT.unreachable,
    );
  const { kind, said } = await ask(target);
  const cure = 'check "url" in the target file, its path included';
  if (kind === 'not-the-api')
    return missing(
      'target',
      `${name}: ${addressOf(url, entryContract)} is not the API: it answers ${said}`,
      cure,
      EXIT.unreachable,
    );
  if (kind === 'unanswered')
    return missing(
      'target',
      `${name}: ${url} takes the connection, but gives no answer: ${said}`,
      cureOfSilence(url),
      EXIT.unreachable,
    );
  return ok('target', `${name}: the API answers at ${url} (${said} to a request without credentials)`);
}
