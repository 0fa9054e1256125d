import { required, text } from './environment.js';

/** Where the requests go. */
export interface Target {
  /** Without a slash at the end. */
  readonly url: string;
  readonly returnUrl: string;
  readonly notifyUrl: string;
  /** Whether the target is this machine. */
  readonly loopback: boolean;
}

/** As whom requests are sent. */
export interface Account {
  readonly apiKey: string;
  readonly apiSecret: string;
}

const LOOPBACK = /^https?:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?(\/|$)/i;

/**
 * The target from FACEGATE_URL and, with defaults, FACEGATE_RETURN_URL and FACEGATE_NOTIFY_URL. Plain HTTP is for loopback only, as the vendor's page warns; FACEGATE_ALLOW_HTTP=1 overrules that.
 */
export function targetFrom(env: Readonly<Record<string, string | undefined>>): Target {
  const url = required(env, 'FACEGATE_URL', 'the address of the service, e.g. https://api.megvii.com').replace(
    /\/+$/,
    '',
  );
  if (!/^https?:\/\/[^/\s@]+(\/\S*)?$/i.test(url)) {
    throw new Error(
      'FACEGATE_URL is no address; expected http:// or https://, a host and no user name, e.g. https://api.megvii.com',
    );
  }
  const loopback = LOOPBACK.test(url);
  if (/^http:/i.test(url) && !loopback && env.FACEGATE_ALLOW_HTTP !== '1') {
    throw new Error(
      'FACEGATE_URL is plain HTTP to another machine, which would send the secret in the clear; use https://, or set FACEGATE_ALLOW_HTTP=1',
    );
  }
  return {
    url,
    loopback,
    returnUrl: text(env, 'FACEGATE_RETURN_URL', 'https://example.com/return'),
    notifyUrl: text(env, 'FACEGATE_NOTIFY_URL', 'https://example.com/notify'),
  };
}

/** Key and secret from FACEGATE_API_KEY and FACEGATE_API_SECRET. */
export function accountFrom(env: Readonly<Record<string, string | undefined>>): Account {
  return {
    apiKey: required(env, 'FACEGATE_API_KEY', 'the key of the account'),
    apiSecret: required(env, 'FACEGATE_API_SECRET', 'the secret of the account'),
  };
}
