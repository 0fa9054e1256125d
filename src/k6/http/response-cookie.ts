import { withoutQuotes } from './cookies.js';

/** A cookie as an answer sets it. */
export interface ResponseCookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly path: string;
  readonly http_only: boolean;
  readonly secure: boolean;
  /** Seconds it lasts; 0 when the header does not say. */
  readonly max_age: number;
  /** When it ends, in milliseconds since 1970; 0 when the header does not say. */
  readonly expires: number;
}

/** Reads a `Set-Cookie` header. */
export function readCookie(header: string): ResponseCookie {
  const [pair = '', ...attributes] = header.split(';').map((part) => part.trim());
  const [name = '', ...value] = pair.split('=');
  const attribute = (key: string): string =>
    attributes.find((part) => part.toLowerCase().startsWith(`${key}=`))?.slice(key.length + 1) ?? '';
  const flag = (key: string): boolean => attributes.some((part) => part.toLowerCase() === key);
  return {
    name,
    value: withoutQuotes(value.join('=')),
    domain: attribute('domain'),
    path: attribute('path'),
    http_only: flag('httponly'),
    secure: flag('secure'),
    max_age: Number(attribute('max-age')) || 0,
    expires: Date.parse(attribute('expires')) || 0,
  };
}
