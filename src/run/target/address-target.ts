import type { Role } from '../../contract/types.js';
import { isLoopbackHost } from '../../network/loopback.js';
import { sayOfAnswers as say } from '../../sayings/answers.js';
import { ConfigError } from '../errors.js';
import { checkBaseUrl } from './check-url.js';
import type { Environment } from './expand-env.js';
import type { NeedOfSecret, RoleCredentials, Target } from './types.js';

/** What only a target file can say. */
const FILE_ADDS = say('fileAdds');

/** Whether a text is meant as an address, e.g. `http://127.0.0.1:9911`, and not as the name or path of a file. */
export function isAddress(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
}

/** The address that a text without its scheme, or with a slash too few, is meant as; undefined for one that is no address. */
export function addressMeant(text: string): string | undefined {
  const [, scheme = 'http', rest = text] = /^(https?):\/?(?!\/)(.*)$/is.exec(text) ?? [];
  const meant = `${scheme.toLowerCase()}://${rest}`;
  const host = /^(?:localhost|\d+(?:\.\d+){3}|\[[\da-f:.]+\]|[a-z\d][\w.-]*(?=:\d))(?::\d+)?(?:\/.*)?$/i;
  return (rest !== text || host.test(rest)) && URL.canParse(meant) ? meant : undefined;
}

/**
 * The target at an address of this machine, with the key pairs that stand in the environment under their usual names. Throws
 * `ConfigError` for any other address: a service on the network is aimed at by a file only, with its budget.
 */
export function addressTarget(text: string, env: Environment, secret: NeedOfSecret): Target {
  const checked = checkBaseUrl(text);
  if (checked.kind === 'problem') throw new ConfigError([`target: the address ${checked.problem}`]);
  if (!isLoopbackHost(checked.hostname))
    throw new ConfigError([
      `${checked.url}: an address alone is for a service on this machine; write a target file with url: ${checked.url} (${FILE_ADDS})`,
    ]);
  const one = (role: Role): RoleCredentials => pairOf(role, env, secret);
  return {
    name: new URL(checked.url).host.replace(/[^\w.-]+/g, '-').replace(/^-|-$/g, ''),
    url: checked.url,
    kind: 'remote',
    loopback: true,
    credentials: {
      full: one('full'),
      denied: one('denied'),
      no_data_source: one('no_data_source'),
      limited: one('limited'),
    },
    concurrencyLimit: null,
    budget: null,
    price: null,
    allowHttp: false,
    proxy: null,
    callbacks: null,
  };
}

function pairOf(role: Role, env: Environment, secret: NeedOfSecret): RoleCredentials {
  const prefix = role === 'full' ? 'FACEID' : `FACEID_${role.toUpperCase()}`;
  const [keyName, secretName] = [`${prefix}_API_KEY`, `${prefix}_API_SECRET`];
  const apiKey = env[keyName]?.trim() ?? '';
  const apiSecret = env[secretName]?.trim() ?? '';
  if (apiKey !== '' && (apiSecret !== '' || secret === 'not needed')) return { apiKey, apiSecret };
  return { missing: say('noKeyPair', { name: role, field: keyName, other: secretName, cure: FILE_ADDS }) };
}
