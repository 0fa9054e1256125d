import type { Credential } from '../../conformance/scenario/expand.js';
import { plainHttpRefusal } from '../../conformance/send/transport.js';
import type { Role } from '../../contract/types.js';
import { isLoopbackHost } from '../../network/loopback.js';
import { checkProxy, type ProxyAddress } from '../../network/proxy.js';
import { sayOfAnswers as say } from '../../sayings/answers.js';
import {
  type Field,
  openSettings,
  readBoolean,
  readMap,
  readNumber,
  readText,
  readVariable,
  report,
  rootField,
  type SettingsFile,
} from '../data-file/yaml-fields.js';
import { ConfigError } from '../errors.js';
import { checkBaseUrl } from './check-url.js';
import type { Environment } from './expand-env.js';
import { parseListen } from './listen-address.js';
import {
  type Budget,
  type Callbacks,
  type NeedOfSecret,
  type Price,
  ROLES,
  type RoleCredentials,
  type Target,
} from './types.js';

const KEYS = [
  'url',
  'credentials',
  'concurrency_limit',
  'budget',
  'price_per_request',
  'allow_http',
  'proxy',
  'callbacks',
] as const;

/**
 * The target that a file's text describes. `file` is the path as messages show it. Throws one `ConfigError` that lists every
 * problem of the file, each with line, key, what was found and the cure, and never a value that may be secret. Where no secret is
 * needed, an account may have a key alone; its secret is empty then.
 */
export function parseTarget(
  name: string,
  file: string,
  text: string,
  env: Environment,
  secret: NeedOfSecret = 'needed',
): Target {
  const settings = openSettings(file, text, env, 'give at least "url"');
  if (!('document' in settings)) throw new ConfigError(settings.problems);
  const target = readTarget(name, settings, secret);
  if (target === undefined || settings.problems.length > 0) throw new ConfigError(settings.problems);
  return target;
}

function readTarget(name: string, settings: SettingsFile, secret: NeedOfSecret): Target | undefined {
  const fields = readMap(settings, rootField(settings), KEYS);
  if (fields === undefined) return undefined;
  const allowHttp = optional(fields.get('allow_http'), (field) => readBoolean(settings, field)) ?? false;
  const credentials = readCredentials(settings, fields.get('credentials'), secret);
  const concurrencyLimit = optional(fields.get('concurrency_limit'), (field) => readCount(settings, field)) ?? null;
  const budget = optional(fields.get('budget'), (field) => readBudget(settings, field)) ?? null;
  const price = optional(fields.get('price_per_request'), (field) => readPrice(settings, field)) ?? null;
  const callbacks = optional(fields.get('callbacks'), (field) => readCallbacks(settings, field)) ?? null;
  const address = readAddress(settings, fields.get('url'), allowHttp);
  const proxy =
    optional(fields.get('proxy'), (field) => readProxy(settings, field, address?.loopback === true)) ?? null;
  if (address === undefined) return undefined;
  return {
    name,
    ...address,
    kind: 'remote',
    credentials,
    concurrencyLimit,
    budget,
    price,
    allowHttp,
    proxy,
    callbacks,
  };
}

function readAddress(
  settings: SettingsFile,
  field: Field | undefined,
  allowHttp: boolean,
): { url: string; loopback: boolean } | undefined {
  if (field === undefined) {
    settings.problems.push(
      `${settings.file}: "url" is missing; give the base address, e.g. url: https://api.megvii.com`,
    );
    return undefined;
  }
  const url = readUrl(settings, field);
  if (url === undefined) return undefined;
  const refusal = plainHttpRefusal(url.url, allowHttp);
  if (refusal !== undefined) return report(settings, field, refusal);
  return { url: url.url, loopback: isLoopbackHost(url.hostname) };
}

function readCredentials(
  settings: SettingsFile,
  field: Field | undefined,
  secret: NeedOfSecret,
): Record<Role, RoleCredentials> {
  const roles = field === undefined ? undefined : readMap(settings, field, ROLES);
  const one = (role: Role): RoleCredentials => {
    const missing = say('noKeyPairIn', { file: settings.file, name: role });
    const pair = roles?.get(role);
    return (pair === undefined ? undefined : readPair(settings, pair, secret)) ?? { missing };
  };
  return { full: one('full'), denied: one('denied'), no_data_source: one('no_data_source'), limited: one('limited') };
}

function readPair(settings: SettingsFile, field: Field, secret: NeedOfSecret): Credential | undefined {
  const pair = readMap(settings, field, ['api_key', 'api_secret']);
  if (pair === undefined) return undefined;
  const apiKey = readCredential(settings, field, pair.get('api_key'), 'api_key');
  const without = secret === 'not needed' && !pair.has('api_secret');
  const apiSecret = without ? '' : readCredential(settings, field, pair.get('api_secret'), 'api_secret');
  if (apiKey === undefined || apiSecret === undefined) return undefined;
  const [apiKeyVariable, apiSecretVariable] = [pair.get('api_key'), pair.get('api_secret')].map(readVariable);
  return {
    apiKey,
    apiSecret,
    ...(apiKeyVariable === undefined ? {} : { apiKeyVariable }),
    ...(apiSecretVariable === undefined ? {} : { apiSecretVariable }),
  };
}

function readCredential(
  settings: SettingsFile,
  pair: Field,
  field: Field | undefined,
  key: string,
): string | undefined {
  if (field === undefined) return report(settings, pair, `"${key}" is missing; add it, or remove the whole account`);
  const text = readText(settings, field);
  if (text !== undefined && /^\s|\s$|\p{Cc}/u.test(text)) {
    return report(settings, field, 'whitespace stands around the value, or a line break in it; remove it');
  }
  return text;
}

function readBudget(settings: SettingsFile, field: Field): Budget | undefined {
  const parts = readMap(settings, field, ['requests', 'per_second']);
  if (parts === undefined) return undefined;
  if (parts.size === 0) return report(settings, field, 'bounds nothing; give requests, per_second or both');
  const requests = optional(parts.get('requests'), (part) => readCount(settings, part)) ?? null;
  const perSecond =
    optional(parts.get('per_second'), (part) =>
      readNumber(settings, part, 'a number above 0', (value) => value > 0 && Number.isFinite(value)),
    ) ?? null;
  return { requests, perSecond };
}

function readPrice(settings: SettingsFile, field: Field): Price | undefined {
  const text = readText(settings, field);
  if (text === undefined) return undefined;
  const [, amount, currency = ''] = /^(\d+(?:\.\d+)?)(?: (\p{L}{1,8}|\p{Sc}))?$/u.exec(text) ?? [];
  if (amount === undefined)
    return report(settings, field, `"${text}" is no price; write an amount and its currency, e.g. "0.35 CNY"`);
  return { amount: Number(amount), currency };
}

function readProxy(settings: SettingsFile, field: Field, loopback: boolean): ProxyAddress | undefined {
  const text = readText(settings, field);
  if (text === undefined) return undefined;
  if (loopback)
    return report(settings, field, 'the target is this machine, which is never reached through a proxy; remove it');
  const checked = checkProxy(text);
  return checked.kind === 'problem' ? report(settings, field, checked.problem) : checked.proxy;
}

function readCallbacks(settings: SettingsFile, field: Field): Callbacks | undefined {
  const parts = readMap(settings, field, ['listen', 'public_url']);
  if (parts === undefined) return undefined;
  const [listen, publicUrl] = [parts.get('listen'), parts.get('public_url')];
  if (listen === undefined || publicUrl === undefined) {
    const key = listen === undefined ? 'listen' : 'public_url';
    const example = listen === undefined ? '"127.0.0.1:8028"' : 'https://tests.example:8028';
    return report(settings, field, `"${key}" is missing; add it, e.g. ${key}: ${example}`);
  }
  const text = readText(settings, listen);
  const address = text === undefined ? undefined : parseListen(text);
  if (text !== undefined && address === undefined) {
    report(
      settings,
      listen,
      'is no address to listen on; write host:port with a port from 1 to 65535, e.g. "127.0.0.1:8028"',
    );
  }
  const url = readUrl(settings, publicUrl);
  return address === undefined || url === undefined ? undefined : { listen: address, publicUrl: url.url };
}

function readUrl(settings: SettingsFile, field: Field): { url: string; hostname: string } | undefined {
  const text = readText(settings, field);
  if (text === undefined) return undefined;
  const checked = checkBaseUrl(text);
  return checked.kind === 'problem' ? report(settings, field, checked.problem) : checked;
}

function readCount(settings: SettingsFile, field: Field): number | undefined {
  return readNumber(settings, field, 'a whole number from 1 on', (value) => Number.isSafeInteger(value) && value >= 1);
}

function optional<T>(field: Field | undefined, read: (field: Field) => T | undefined): T | undefined {
  return field === undefined ? undefined : read(field);
}
