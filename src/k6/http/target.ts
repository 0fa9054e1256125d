import { FAILURE, type Failure } from './failure.js';
import { shownPath, wirePath } from './wire-path.js';

/** Where a URL points, split once. */
export interface Target {
  /** The URL as it is shown, without user and password. */
  readonly url: string;
  /** The URL as k6 shows it to the script: what cannot stand in its path is escaped. */
  readonly shown: string;
  readonly secure: boolean;
  readonly hostname: string;
  readonly port: number;
  /** `Host` header: with the port unless it is the protocol's own. */
  readonly host: string;
  readonly origin: string;
  /** Path and query as they go on the wire, one character a byte. */
  readonly path: string;
  /** `Authorization` from user and password in the URL; empty without. */
  readonly authorization: string;
}

/** How many URLs stay split; a script that makes up a new one for each request must not fill the memory. */
const REMEMBERED = 1000;
let remembered = new Map<string, Target | Failure>();

/** The target of a URL, or k6's failure for one that is none. */
export function targetOf(url: string): Target | Failure {
  let target = remembered.get(url);
  if (target === undefined) {
    target = split(url);
    if (remembered.size >= REMEMBERED) remembered = new Map();
    remembered.set(url, target);
  }
  return target;
}

export function isTarget(target: Target | Failure): target is Target {
  return 'origin' in target;
}

/** A URL with its user and password hidden, as in k6's tags. */
export function withoutCredentials(url: string): string {
  return url.includes('@')
    ? url.replace(/^([^/?#]*:\/\/)([^/?#]*)@/, (_, scheme: string, user: string) =>
        user.includes(':') ? `${scheme}****:****@` : `${scheme}****@`,
      )
    : url;
}

const MOST_PORT = 65_535;

function split(text: string): Target | Failure {
  const scheme = /^([a-zA-Z][a-zA-Z\d+.-]*):/.exec(text)?.[1]?.toLowerCase() ?? '';
  const unreadable = scheme === '' ? whyNoUrl(text) : undefined;
  if (unreadable !== undefined) return invalid(text, unreadable);
  if (scheme !== 'http' && scheme !== 'https')
    return { code: FAILURE.generic, text: `unsupported protocol scheme "${scheme}"` };
  if (/^https?:\/\/(?:[/?#]|$)/i.test(text)) return { code: FAILURE.generic, text: 'http: no Host in request URL' };
  const [, authority = '', port = ''] = /^[^:]*:\/\/([^/?#]*?(?::(\d+))?)(?=[/?#]|$)/.exec(text) ?? [];
  if (Number(port) > MOST_PORT) return { code: FAILURE.dial, text: `dial tcp: address ${port}: invalid port` };
  const credentialsEnd = authority.lastIndexOf('@');
  if (/[\s<>"\\^`{|}]/.test(authority.slice(0, Math.max(0, credentialsEnd)))) return invalid(text, 'invalid userinfo');
  const path = wirePath(text);
  if (path === undefined || !URL.canParse(text)) return invalid(text, 'no host, port and path can be made out');
  const url = new URL(text);
  const secure = url.protocol === 'https:';
  const credentials =
    url.username === '' && url.password === ''
      ? ''
      : `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  const rest = shownPath(text);
  return {
    url: `${scheme}://${authority.slice(credentialsEnd + 1)}${rest}`,
    shown: `${scheme}://${authority}${rest}`,
    secure,
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
    host: url.host,
    origin: url.origin,
    path,
    authorization: credentials === '' ? '' : `Basic ${Buffer.from(credentials).toString('base64')}`,
  };
}

/** Why a text without a scheme is no URL for k6; undefined where it takes it for a path. */
function whyNoUrl(text: string): string | undefined {
  if (text.startsWith(':')) return 'missing protocol scheme';
  return /^[^/?#]*:/.test(text) ? 'first path segment in URL cannot contain colon' : undefined;
}

function invalid(url: string, why: string): Failure {
  return { code: FAILURE.invalidUrl, text: `invalid URL: parse "${withoutCredentials(url)}": ${why}` };
}
