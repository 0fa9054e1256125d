import { isIP } from 'node:net';

/** Where a cookie comes from or goes to. */
export interface CookiePlace {
  readonly host: string;
  /** Path of the URL; what follows a `?` does not count. */
  readonly path: string;
  readonly secure: boolean;
}

/** A cookie as it is set; what is absent is as RFC 6265 has it without the attribute. */
export interface SetCookie {
  readonly name: string;
  readonly value: string;
  readonly domain?: string | undefined;
  readonly path?: string | undefined;
  readonly secure?: boolean;
  /** Seconds it lasts; 0 or less takes it away. */
  readonly maxAge?: number | undefined;
  /** When it ends, in milliseconds since 1970. */
  readonly expires?: number | undefined;
}

interface Kept {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  /** Whether it goes to the host alone that set it. */
  readonly hostOnly: boolean;
  readonly path: string;
  readonly secure: boolean;
  readonly expires: number;
}

/** The cookies of one iteration: whom they go to is as in RFC 6265, section 5, without a list of public suffixes. */
export class CookieJar {
  /** In the order in which they came first. */
  #kept: Kept[] = [];

  get empty(): boolean {
    return this.#kept.length === 0;
  }

  clear(): void {
    if (this.#kept.length > 0) this.#kept = [];
  }

  /** Takes a cookie in, in place of one with the same name, domain and path. One for another's domain is left out. */
  set(from: CookiePlace, cookie: SetCookie): void {
    const domain = domainOf(from.host, cookie.domain ?? '');
    if (domain === undefined) return;
    const { name, value, maxAge } = cookie;
    const path = cookie.path?.startsWith('/') === true ? cookie.path : defaultPath(from.path);
    const expires =
      maxAge === undefined
        ? (cookie.expires ?? Number.POSITIVE_INFINITY)
        : maxAge <= 0
          ? 0
          : Date.now() + maxAge * 1000;
    const kept: Kept = { name, value, ...domain, path, secure: cookie.secure === true, expires };
    const at = this.#kept.findIndex(
      (other) => other.name === name && other.domain === kept.domain && other.path === path,
    );
    if (expires <= Date.now()) {
      if (at !== -1) this.#kept.splice(at, 1);
    } else if (at === -1) this.#kept.push(kept);
    else this.#kept[at] = kept;
  }

  /** Takes one away that `from` set for itself, without a domain or path. */
  delete(from: CookiePlace, name: string): void {
    this.set(from, { name, value: '', maxAge: 0 });
  }

  /** Takes in one `Set-Cookie` header. */
  learn(from: CookiePlace, header: string): void {
    const cookie = readSetCookie(header);
    if (cookie !== undefined) this.set(from, cookie);
  }

  /** The cookies for a request, those with the longest path first. */
  forRequest(to: CookiePlace): { readonly name: string; readonly value: string }[] {
    const now = Date.now();
    const secure = to.secure || isLoopback(to.host);
    return this.#kept
      .filter(
        (kept) =>
          kept.expires > now &&
          (secure || !kept.secure) &&
          (kept.hostOnly ? to.host === kept.domain : isBelow(to.host, kept.domain)) &&
          within(to.path, kept.path),
      )
      .sort((a, b) => b.path.length - a.path.length);
  }
}

/** What a `Set-Cookie` header says; undefined where it is none. */
function readSetCookie(header: string): SetCookie | undefined {
  const [pair = '', ...attributes] = header.split(';').map((part) => part.trim());
  const equals = pair.indexOf('=');
  const name = pair.slice(0, Math.max(0, equals));
  const value = withoutQuotes(pair.slice(equals + 1));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are no characters of a value
  if (!/^[!#$%&'*+.^`|~\w-]+$/.test(name) || /[\x00-\x1f"\\\x7f-\uffff]/.test(value)) return undefined;
  const attribute = (key: string): string | undefined =>
    attributes.find((part) => part.toLowerCase().startsWith(`${key}=`))?.slice(key.length + 1);
  const maxAge = attribute('max-age');
  const expires = Date.parse(attribute('expires') ?? '');
  return {
    name,
    value,
    domain: attribute('domain'),
    path: attribute('path'),
    secure: attributes.some((part) => /^secure$/i.test(part)),
    maxAge: maxAge !== undefined && /^-?\d+$/.test(maxAge) ? Number(maxAge) : undefined,
    expires: Number.isNaN(expires) ? undefined : expires,
  };
}

/** A cookie's value without the quotes it may stand in. */
export function withoutQuotes(value: string): string {
  return value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
}

/** Where a URL's cookies belong; undefined for what is no URL. */
export function cookiePlace(url: string): CookiePlace | undefined {
  if (!URL.canParse(url)) return undefined;
  const { hostname, pathname, protocol } = new URL(url);
  return { host: hostname.replace(/^\[|\]$/g, ''), path: pathname, secure: protocol === 'https:' };
}

/** Whose cookie it is that a host sets with a domain; undefined where it may not. */
function domainOf(host: string, given: string): Pick<Kept, 'domain' | 'hostOnly'> | undefined {
  const domain = given.toLowerCase().replace(/^\./, '');
  const hasNoDomains = isIP(host) !== 0 || !host.includes('.');
  if (domain === '' || (hasNoDomains && domain === host)) return { domain: host, hostOnly: true };
  if (hasNoDomains || /^\.|\.$/.test(domain) || !isBelow(host, domain)) return undefined;
  return { domain, hostOnly: false };
}

function isBelow(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '::1' ||
    (isIP(host) === 4 && host.startsWith('127.'))
  );
}

/** The folder that a path is in. */
function defaultPath(path: string): string {
  const [folder] = path.split('?');
  const last = folder!.lastIndexOf('/');
  return last <= 0 ? '/' : folder!.slice(0, last);
}

function within(path: string, scope: string): boolean {
  return path === scope || path.startsWith(scope.endsWith('/') ? scope : `${scope}/`) || path.startsWith(`${scope}?`);
}
