import { FacegateError } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import type { Connection } from '../target/connect.js';
import { EMBEDDED_TARGET } from '../target/load-target.js';
import type { Target } from '../target/types.js';
import { type Check, missing, ok } from './check.js';
import { checkCallbacks } from './check-callbacks.js';
import { checkCredentials } from './check-credentials.js';

/**
 * Whether the target's settings are right, its host can be reached and its accounts have keys. The embedded emulator has all
 * of it by nature. A wrong file is found, not thrown: the other checks are worth seeing then too.
 */
export async function checkTarget(
  name: string,
  load: (name: string) => Target,
  connect: (url: string) => Promise<Connection>,
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
    reachability(target, await connect(target.url)),
    checkCredentials(target),
    ...(callbacks === undefined ? [] : [callbacks]),
  ];
}

function reachability({ name, url }: Target, connection: Connection): Check {
  if (connection.kind === 'connected')
    return ok('target', `${name}: ${url} answers the connection (${connection.tookMs} ms)`);
  return missing(
    'target',
    `${name}: ${url} cannot be reached: ${connection.reason}`,
    connection.cure,
    EXIT.unreachable,
  );
}
