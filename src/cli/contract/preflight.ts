import { getToken } from '../../../contracts/get-token.js';
import { send } from '../../client/send.js';
import type { Role } from '../../contract/types.js';
import { type Credential, expandRequest } from '../../scenario/expand.js';

/** What one plain request told about the target before the run. */
export type Preflight =
  | { readonly kind: 'reached'; readonly warning: string }
  | { readonly kind: 'unreachable'; readonly reason: string };

const PREFLIGHT_TIMEOUT_MS = 20_000;

/**
 * Sends one valid liveness-only request (without credentials when there are none) to learn whether anything answers.
 * What it answers is judged later, by the scenarios; only the lack of an answer ends the run here.
 */
export async function preflight(
  baseUrl: string,
  credentials: Readonly<Partial<Record<Role, Credential>>>,
  nonce: string,
): Promise<Preflight> {
  const role = (Object.keys(credentials) as Role[])[0] ?? 'full';
  const context = {
    contract: getToken,
    nonce,
    credentials: { [role]: credentials[role] ?? { apiKey: '', apiSecret: '' } },
    photo: () => ({ missing: 'no photo is sent' }),
    returnUrl: 'https://example.com/return',
    notifyUrl: 'https://example.com/notify',
  };
  const request = expandRequest('preflight', { as: role }, 0, context);
  if ('notRun' in request) throw new Error(`the pre-flight request cannot be made: ${request.notRun}`);
  const { answer } = await send({ baseUrl, timeoutMs: PREFLIGHT_TIMEOUT_MS, ...request });
  if (answer.kind === 'unreachable' || answer.kind === 'unknown') {
    return {
      kind: 'unreachable',
      reason: `${baseUrl} could not be reached: ${answer.why}; check "url" in the target file, or run "facegate doctor --target …"`,
    };
  }
  const warning =
    answer.kind === 'protocol-error'
      ? `${baseUrl} answers, but not like the API: status ${answer.status}, ${answer.why}`
      : '';
  return { kind: 'reached', warning };
}
