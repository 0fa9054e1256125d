import { EXIT } from '../../run/exit-codes.js';
import { type Check, missing, ok } from './check.js';

const LEAST = [20, 19] as const;

/** Whether this Node.js is new enough; `version` is e.g. `20.20.2`. */
export function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  if (major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1])) return ok('node', version);
  return missing('node', `${version} is older than ${LEAST.join('.')}`, 'install Node.js 20.19 or newer', EXIT.usage);
}
