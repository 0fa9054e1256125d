import { CookieJar } from './cookies.js';

interface CookieOptions {
  readonly path?: string;
  readonly secure?: boolean;
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
    const { hostname, pathname, protocol } = new URL(url);
    const cookies = this.#jar.forRequest(hostname, pathname, protocol === 'https:');
    return Object.fromEntries(Object.entries(cookies).map(([name, value]) => [name, [value]]));
  }

  set(url: string, name: string, value: string, options?: CookieOptions | null): boolean {
    const { hostname } = new URL(url);
    if (Date.parse(options?.expires ?? '') <= Date.now()) this.#jar.delete(hostname, name);
    else this.#jar.set(hostname, name, String(value), options?.path ?? '/', options?.secure === true);
    return true;
  }

  clear(url: string): void {
    const { hostname, pathname, protocol } = new URL(url);
    for (const name of Object.keys(this.#jar.forRequest(hostname, pathname, protocol === 'https:')))
      this.#jar.delete(hostname, name);
  }

  delete(url: string, name: string): void {
    this.#jar.delete(new URL(url).hostname, name);
  }
}
