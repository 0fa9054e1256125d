import { tellingCredentials } from '../../conformance/scenario/wrong-credential.js';
import { proxySecrets } from '../../network/proxy.js';
import { createRedactor, type Redactor, type Secret } from '../../output/redactor.js';
import type { Environment } from './expand-env.js';
import { ROLES, type Target } from './types.js';

type Accounts = Pick<Target, 'credentials'> & Partial<Pick<Target, 'proxy'>>;

/** The values of a target that must reach no file and no screen, for the redactor; so must wrong ones that give them away. */
export function targetSecrets(target: Accounts): Secret[] {
  return [
    ...accountsOf(target).flatMap(({ apiKey, apiSecret }) => [
      ...[apiKey, ...tellingCredentials(apiKey)].map((value) => ({ kind: 'api_key', value })),
      ...[apiSecret, ...tellingCredentials(apiSecret)].map((value) => ({ kind: 'api_secret', value })),
    ]),
    ...proxySecrets(target.proxy).map((value) => ({ kind: 'proxy_password', value })),
  ].filter(({ value }) => value !== '');
}

/**
 * A redactor that knows a target's secrets, the photos that may be sent, and what else is given. From then on programs that this
 * process starts get no variable of the environment in which one of the target's secrets stands.
 */
export function guardSecrets(
  target: Accounts,
  env: NodeJS.ProcessEnv,
  photos: readonly Uint8Array[] = [],
  more: readonly Secret[] = [],
): Redactor {
  const kept = withoutSecrets(env, allSecrets(target));
  for (const name of Object.keys(env)) if (!(name in kept)) delete env[name];
  return createRedactor([...targetSecrets(target), ...photos.map((value) => ({ kind: 'photo', value })), ...more]);
}

/** The variables in which none of these secrets stands. */
export function withoutSecrets(env: Environment, secrets: readonly string[]): Environment {
  const holds = (text: string) =>
    secrets.some((secret) => text === secret || (secret.length >= LONG_ENOUGH && text.includes(secret)));
  return Object.fromEntries(Object.entries(env).filter(([, text]) => text === undefined || !holds(text)));
}

/** Keys and secrets of every account, and the password of the proxy. */
export function allSecrets(target: Accounts): string[] {
  return [
    ...accountsOf(target).flatMap(({ apiKey, apiSecret }) => [apiKey, apiSecret]),
    ...proxySecrets(target.proxy),
  ].filter((value) => value !== '');
}

/** Shorter ones stand in a path or a name by chance. */
const LONG_ENOUGH = 8;

function accountsOf({ credentials }: Accounts) {
  return ROLES.flatMap((role) => {
    const pair = credentials[role];
    return 'missing' in pair ? [] : [pair];
  });
}
