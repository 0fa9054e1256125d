import { FAILURE, type Failure } from './failure.js';
import { wirePath } from './wire-path.js';

/** Where a URL points, split once. */
export interface Target {
  /** The URL as asked for, without user and password. */
  readonly url: string;
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

function split(text: string): Target | Failure {
  const scheme = /^([a-zA-Z][a-zA-Z\d+.-]*):/.exec(text)?.[1]?.toLowerCase() ?? '';
  if (scheme !== 'http' && scheme !== 'https')
    return { code: FAILURE.generic, text: `unsupported protocol scheme "${scheme}"` };
  if (/^https?:\/\/(?:[/?#]|$)/i.test(text)) return { code: FAILURE.generic, text: 'http: no Host in request URL' };
  const path = wirePath(text);
  if (path === undefined || !URL.canParse(text)) return { code: FAILURE.invalidUrl, text: `invalid URL: ${text}` };
  const url = new URL(text);
  const secure = url.protocol === 'https:';
  const credentials =
    url.username === '' && url.password === ''
      ? ''
      : `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return {
    url: credentials === '' ? text : text.replace(/\/\/[^@/]*@/, '//'),
    secure,
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
    host: url.host,
    origin: url.origin,
    path,
    authorization: credentials === '' ? '' : `Basic ${Buffer.from(credentials).toString('base64')}`,
  };
}
