import { getToken } from '../../../contracts/get-token.js';
import { send } from '../../client/send.js';
import { judgePreflight, type PreflightJudgement } from '../../contract/preflight.js';
import type { Role } from '../../contract/types.js';
import { type Credential, expandRequest } from '../../scenario/expand.js';
import type { Finding } from '../contract/verdict.js';
import { EXIT } from '../exit-codes.js';
import { redactorInUse } from '../terminal.js';

/** Who asks. */
export interface PreflightAccount {
  readonly role: Role;
  readonly credential: Credential;
}

/** Requests that a pre-flight of one account sends: each counts against the budget. */
export const PREFLIGHT_REQUESTS = 1;

const TIMEOUT_MS = 20_000;

/**
 * Sends one valid liveness-only request of an account, to learn whether the API answers and takes it; without an account one
 * without credentials, which is nobody's call: the page has it answered by 400 MISSING_ARGUMENTS. Never throws for what the
 * network does. `nonce` makes its biz_no unlike that of any other run.
 */
export async function preflight(
  baseUrl: string,
  account: PreflightAccount | undefined,
  nonce: string,
): Promise<PreflightJudgement> {
  const role = account?.role ?? 'full';
  const context = {
    contract: getToken,
    nonce,
    credentials: { [role]: account?.credential ?? { apiKey: '', apiSecret: '' } },
    photo: () => ({ missing: 'no photo is sent' }),
    returnUrl: 'https://example.com/return',
    notifyUrl: 'https://example.com/notify',
  };
  const without = account === undefined ? ['api_key', 'api_secret'] : [];
  const request = expandRequest(`preflight ${role}`, { as: role, without }, 0, context);
  if ('notRun' in request) throw new Error(`the pre-flight request cannot be made: ${request.notRun}`);
  const exchange = await send({ baseUrl, timeoutMs: TIMEOUT_MS, ...request });
  // What is shown of the body is cut, and must hold no half of a secret.
  const body = redactorInUse().redact(exchange.body);
  return judgePreflight({ answer: exchange.answer, body }, account?.role, getToken);
}

/** Why a run must not begin, with its exit code: the account's pair is wrong, or what answers is not the API. */
export function preflightFinding({ kind, said }: PreflightJudgement, baseUrl: string, role: Role): Finding | undefined {
  switch (kind) {
    case 'go':
      return undefined;
    case 'refused':
      return { code: EXIT.usage, text: refusedAccount(role, said) };
    case 'not-the-api':
      return { code: EXIT.unreachable, text: notTheApi(baseUrl, said) };
    case 'unanswered':
      return {
        code: EXIT.unreachable,
        text: `${baseUrl} could not be reached: ${said}; ${cureOfSilence(baseUrl)}, or run "facegate doctor --target …"`,
      };
  }
}

/** The line for an account that is refused. */
export function refusedAccount(role: Role, said: string): string {
  const more = said.includes('AUTHORIZATION_ERROR')
    ? ', and whether its key is enabled, has calls left and may use this API'
    : '';
  return `account ${role} is refused (${said}): check the pair${more}; a service that refuses a right pair looks the same`;
}

/** The line for something else that answers. */
export function notTheApi(baseUrl: string, said: string): string {
  return `${baseUrl}${getToken.path} is not the API: it answers ${said}; check "url" in the target file, its path included`;
}

/** What to look at when no answer came. */
export function cureOfSilence(baseUrl: string): string {
  const https = baseUrl.startsWith('http:') ? ', and whether the port speaks HTTPS' : '';
  return `check "url" in the target file${https}`;
}
