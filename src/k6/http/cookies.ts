/** The cookies of one iteration, by origin host; expiry and domains reach no further than an iteration does. */
export class CookieJar {
  readonly #byHost = new Map<string, Map<string, { value: string; path: string; secure: boolean }>>();

  get empty(): boolean {
    return this.#byHost.size === 0;
  }

  clear(): void {
    if (this.#byHost.size > 0) this.#byHost.clear();
  }

  set(host: string, name: string, value: string, path = '/', secure = false): void {
    let cookies = this.#byHost.get(host);
    if (cookies === undefined) {
      cookies = new Map();
      this.#byHost.set(host, cookies);
    }
    cookies.set(name, { value, path, secure });
  }

  delete(host: string, name: string): void {
    this.#byHost.get(host)?.delete(name);
  }

  /** Takes in one `Set-Cookie` header. */
  learn(host: string, header: string): void {
    const [pair, ...attributes] = header.split(';').map((part) => part.trim());
    const equals = pair!.indexOf('=');
    if (equals <= 0) return;
    const name = pair!.slice(0, equals);
    const path = attributes.find((part) => /^path=/i.test(part))?.slice(5) ?? '/';
    const gone = attributes.some((part) => /^max-age=(0|-\d+)$/i.test(part)) || expired(attributes);
    if (gone) this.delete(host, name);
    else
      this.set(
        host,
        name,
        withoutQuotes(pair!.slice(equals + 1)),
        path.startsWith('/') ? path : '/',
        attributes.some((part) => /^secure$/i.test(part)),
      );
  }

  /** What the cookies for a request are, by name. */
  forRequest(host: string, path: string, secure: boolean): Record<string, string> {
    const cookies = [...(this.#byHost.get(host) ?? [])].filter(
      ([, cookie]) => (secure || !cookie.secure) && within(path, cookie.path),
    );
    return Object.fromEntries(cookies.map(([name, cookie]) => [name, cookie.value]));
  }
}

/** A cookie's value without the quotes it may stand in. */
export function withoutQuotes(value: string): string {
  return value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
}

function within(path: string, scope: string): boolean {
  return path === scope || path.startsWith(scope.endsWith('/') ? scope : `${scope}/`) || path.startsWith(`${scope}?`);
}

function expired(attributes: readonly string[]): boolean {
  const expires = attributes.find((part) => /^expires=/i.test(part))?.slice(8);
  const at = expires === undefined ? Number.NaN : Date.parse(expires);
  return !Number.isNaN(at) && at <= Date.now();
}
