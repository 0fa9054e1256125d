import { isLoopbackHost } from './loopback.js';

/** Address of an HTTP proxy, e.g. `http://proxy.example:3128`; a user name and a password may stand in it. Null: none. */
export type ProxyAddress = string | null;

/** An address of a proxy that can be used, or what is wrong with it; a problem never repeats the address. */
export type CheckedProxy =
  | { readonly kind: 'proxy'; readonly proxy: string }
  | { readonly kind: 'problem'; readonly problem: string };

const WRITE = 'write e.g. http://proxy.example:3128';

/** Takes `http://host:port` with or without `user:password@`. */
export function checkProxy(text: string): CheckedProxy {
  const problem = (found: string): CheckedProxy => ({ kind: 'problem', problem: `${found}; ${WRITE}` });
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return problem('is no address of a proxy, as it has no http://');
  if (/\s|\p{Cc}/u.test(text) || !URL.canParse(text)) return problem('is no valid address of a proxy');
  const url = new URL(text);
  if (url.protocol !== 'http:')
    return problem(`has the scheme ${url.protocol.slice(0, -1)}, and only proxies that speak plain HTTP are known`);
  if (url.pathname !== '/' || text.includes('?') || text.includes('#'))
    return problem('holds more than a host and a port (an "@", "/", "?" or "#" of a password is written %40, %2F, …)');
  if (decoded(url.username) === undefined || decoded(url.password) === undefined)
    return problem('holds a "%" that begins no character; write %25 for it');
  return { kind: 'proxy', proxy: url.href.replace(/\/$/, '') };
}

/** The proxy on the way to a host (as `URL.hostname` gives it): never one to this machine. */
export function proxyTo(hostname: string, proxy: ProxyAddress | undefined): ProxyAddress {
  return isLoopbackHost(hostname) ? null : (proxy ?? null);
}

/** A proxy apart: its address without user and password, and what it wants to know of the user. */
export interface ProxyParts {
  /** e.g. `http://proxy.example:3128`. */
  readonly address: string;
  /** e.g. `proxy.example:3128`. */
  readonly host: string;
  /** Both empty without a user. */
  readonly username: string;
  readonly password: string;
  /** `Proxy-Authorization` (RFC 9110, 11.7.2); empty without a user. */
  readonly authorization: string;
}

/** Splits the address of a proxy. */
export function partsOf(proxy: string): ProxyParts {
  const url = new URL(proxy);
  const [username, password] = [decoded(url.username) ?? '', decoded(url.password) ?? ''];
  const named = username !== '' || password !== '';
  const authorization = named ? `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` : '';
  return { address: url.origin, host: url.host, username, password, authorization };
}

/** What of a proxy's address must reach no file and no screen: password, or the name that stands for one, in each way it is written. */
export function proxySecrets(proxy: ProxyAddress | undefined): string[] {
  if (proxy === null || proxy === undefined) return [];
  const url = new URL(proxy);
  const { username, password, authorization } = partsOf(proxy);
  if (authorization === '') return [];
  const whole = [`${username}:${password}`, `${url.username}:${url.password}`, authorization.slice('Basic '.length)];
  const alone = password === '' ? [username, url.username] : [password, url.password];
  return [...new Set([...whole, ...alone])];
}

/** The variables by which a program that knows them, such as k6, takes the same way. */
export function proxyVariables(proxy: ProxyAddress): Record<string, string> {
  if (proxy === null) return {};
  return { HTTP_PROXY: proxy, HTTPS_PROXY: proxy, NO_PROXY: 'localhost,127.0.0.0/8,::1' };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
