import { CookieJar, type CookiePlace, cookiePlace } from './cookies.js';

interface CookieOptions {
  readonly domain?: string;
  readonly path?: string;
  readonly secure?: boolean;
  /** Seconds; less than 0 takes the cookie away, 0 says nothing. */
  readonly max_age?: number;
  /** A date as HTTP writes it; one that is past takes the cookie away. */
  readonly expires?: string;
}

/** A jar as scripts have it: `new http.CookieJar()`, or with the jar of the VU `http.cookieJar()`. */
export class ScriptJar {
  readonly #jar: CookieJar;

  constructor(jar?: unknown) {
    this.#jar = jar instanceof CookieJar ? jar : new CookieJar();
  }

  /** The jar behind what a script passes as `params.jar`; undefined when that is none. */
  static behind(given: unknown): CookieJar | undefined {
    return given instanceof ScriptJar ? given.#jar : undefined;
  }

  cookiesForURL(url: string): Record<string, string[]> {
    const place = cookiePlace(url);
    const cookies: Record<string, string[]> = {};
    if (place === undefined) return cookies;
    for (const { name, value } of this.#jar.forRequest(place)) cookies[name] = [...(cookies[name] ?? []), value];
    return cookies;
  }

  /** Throws for an `expires` that is no date. */
  set(url: string, name: string, value: unknown, options?: CookieOptions | null): boolean {
    const { domain, path, secure, max_age: maxAge = 0, expires = '' } = options ?? {};
    const endsAt = expires === '' ? undefined : Date.parse(expires);
    if (Number.isNaN(endsAt)) throw new Error(`unable to parse "expires" date string "${expires}"`);
    this.#at(url, (place) =>
      this.#jar.set(place, {
        name,
        value: String(value ?? ''),
        domain,
        path,
        secure: secure === true,
        maxAge: maxAge === 0 ? undefined : maxAge,
        expires: endsAt,
      }),
    );
    return true;
  }

  clear(url: string): void {
    this.#at(url, (place) => {
      for (const { name } of this.#jar.forRequest(place)) this.#jar.delete(place, name);
    });
  }

  delete(url: string, name: string): void {
    this.#at(url, (place) => this.#jar.delete(place, name));
  }

  #at(url: string, change: (place: CookiePlace) => void): void {
    const place = cookiePlace(url);
    if (place !== undefined) change(place);
  }
}
