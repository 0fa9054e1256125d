import { type Credential, expandRequest } from '../../conformance/scenario/expand.js';
import { send } from '../../conformance/send/send.js';
import type { Exchange } from '../../conformance/send/types.js';
import { describeAnswer } from '../../contract/answer.js';
import { credentialNames } from '../../contract/contracts.js';
import {
  isNotServed,
  judgePreflight,
  needsMore,
  type PreflightJudgement,
  refusedAccount,
} from '../../contract/preflight.js';
import type { Contract, Role } from '../../contract/types.js';
import { sayOfAnswers } from '../../sayings/answers.js';
import { say } from '../../sayings/run.js';
import { sayOfWire } from '../../sayings/wire.js';
import { EXIT } from '../exit-codes.js';
import { redactorInUse } from '../terminal.js';
import type { Finding } from '../verdict.js';
import type { Target } from './types.js';

/** Where a pre-flight goes. */
type Aim = Pick<Target, 'url' | 'proxy'>;

/** Who asks. */
export interface PreflightAccount {
  readonly role: Role;
  readonly credential: Credential;
}

/** Requests that a pre-flight of one account sends: each counts against the budget. */
export const PREFLIGHT_REQUESTS = 1;

const TIMEOUT_MS = 20_000;

/**
 * Sends the default request of a contract for an account, to learn whether the API answers and takes it; without an account
 * one without credentials, which is nobody's call. Never throws for what the network does. `nonce` makes its serial number
 * unlike that of any other run.
 */
export async function preflight(
  contract: Contract,
  aim: Aim,
  account: PreflightAccount | undefined,
  nonce: string,
): Promise<PreflightJudgement> {
  const { answer, body } = await ask(contract, aim, account, nonce);
  // What is shown of the body is cut, and must hold no half of a secret.
  return judgePreflight({ answer, body: redactorInUse().redact(body) }, account?.role, contract);
}

/**
 * Asks an endpoint once, as nobody, whether it is there. Gives why its scenarios are not to be run when the target says that it
 * does not serve it.
 */
export async function findLacking(contract: Contract, aim: Aim, nonce: string): Promise<string | undefined> {
  const { id, name, endpoint } = contract;
  if (endpoint === null) return undefined;
  const { answer } = await ask(contract, aim, undefined, nonce);
  if (!isNotServed(answer, contract)) return undefined;
  const path = `${endpoint.method} ${endpoint.path}`;
  const said = redactorInUse().redact(describeAnswer(answer));
  return sayOfAnswers('noSuchEndpoint', { what: name, name: path, answer: said, id: `'!${id}'` });
}

function ask(
  contract: Contract,
  { url, proxy }: Aim,
  account: PreflightAccount | undefined,
  nonce: string,
): Promise<Exchange> {
  const role = account?.role ?? 'full';
  const context = {
    contract,
    nonce,
    credentials: { [role]: account?.credential ?? { apiKey: '', apiSecret: '' } },
    photo: () => ({ missing: 'no photo is sent' }),
    returnUrl: 'https://example.com/return',
    notifyUrl: 'https://example.com/notify',
  };
  const without = [...needsMore(contract), ...(account === undefined ? credentialNames(contract) : [])];
  const request = expandRequest(`preflight ${role}`, { as: role, without }, 0, context);
  if ('notRun' in request) throw new Error(`the pre-flight request cannot be made: ${request.notRun}`);
  return send({ baseUrl: url, proxy, timeoutMs: TIMEOUT_MS, shape: contract.answer, ...request });
}

/** The whole address of a contract's API at a target. */
export function addressOf(baseUrl: string, { endpoint }: Contract): string {
  return `${baseUrl}${endpoint?.path ?? ''}`;
}

/** Why a run must not begin against the API at an address, with its exit code: the account's pair is wrong, or what answers is not the API. */
export function preflightFinding(judgement: PreflightJudgement, url: string, role: Role): Finding | undefined {
  const { said } = judgement;
  switch (judgement.kind) {
    case 'go':
      return undefined;
    case 'refused':
      return { code: EXIT.usage, text: refusedAccount(role, judgement) };
    case 'not-the-api':
      return { code: EXIT.unreachable, text: notTheApi(url, said) };
    case 'unanswered':
      return {
        code: EXIT.unreachable,
        text: say('notReached', {
          url: new URL(url).origin,
          reason: said,
          cure: sayOfWire('orDoctor', { cure: cureOfSilence(url) }),
        }),
      };
  }
}

/** The line for something else that answers at the whole address of the API. */
export function notTheApi(url: string, said: string): string {
  return sayOfWire('notTheApi', { url, answer: said });
}

/** What to look at when no answer came. */
export function cureOfSilence(url: string): string {
  return sayOfWire(url.startsWith('http:') ? 'checkUrlAndHttps' : 'checkUrl');
}
