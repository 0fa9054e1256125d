import { createHash, randomBytes } from 'node:crypto';
import type { RequestParams } from './params.js';
import { hasHeader } from './request.js';

/** Who asks with digest authentication. */
export interface DigestLogin {
  readonly username: string;
  readonly password: string;
  /** The `Authorization` that answers the challenge; undefined before there was one. */
  readonly answer: string | undefined;
}

/** User and password of a URL, and the URL without them. */
export function credentialsIn(url: string): DigestLogin & { readonly url: string } {
  if (!URL.canParse(url)) return { username: '', password: '', answer: undefined, url };
  const { username, password } = new URL(url);
  return {
    username: decodeURIComponent(username),
    password: decodeURIComponent(password),
    answer: undefined,
    url: url.replace(/\/\/[^@/?#]*@/, '//'),
  };
}

/** The header line of one request; as in k6 the first one has user and password in the basic form. */
export function authorizationLine({ username, password, answer }: DigestLogin, params: RequestParams): string {
  if (answer !== undefined) return `Authorization: ${answer}\r\n`;
  if ((username === '' && password === '') || hasHeader(params, 'authorization')) return '';
  return `Authorization: Basic ${Buffer.from(`${username}:${password}`).toString('base64')}\r\n`;
}

const HASHES: Readonly<Record<string, string>> = { md5: 'md5', 'sha-256': 'sha256' };

/** The `Authorization` that answers a challenge (`WWW-Authenticate`), by RFC 7616: MD5 or SHA-256, with `qop=auth` or without. */
export function digestAnswer(
  challenge: string,
  { username, password }: DigestLogin,
  { method, path }: { readonly method: string; readonly path: string },
  cnonce = randomBytes(16).toString('hex'),
): string {
  const { realm = '', nonce = '', opaque, qop: offered, algorithm } = partsOf(challenge);
  const [name = 'md5', session] = (algorithm ?? 'md5').toLowerCase().split(/-(?=sess$)/);
  const hash = (text: string): string =>
    createHash(HASHES[name] ?? 'md5')
      .update(text)
      .digest('hex');
  const qop = offered?.split(/[\s,]+/).includes('auth') === true ? 'auth' : undefined;
  const user = hash(`${username}:${realm}:${password}`);
  const who = session === undefined ? user : hash(`${user}:${nonce}:${cnonce}`);
  const what = hash(`${method}:${path}`);
  const response = hash(
    qop === undefined ? `${who}:${nonce}:${what}` : `${who}:${nonce}:00000001:${cnonce}:${qop}:${what}`,
  );
  const fields: (readonly [string, string | undefined])[] = [
    ['username', quoted(username)],
    ['realm', quoted(realm)],
    ['nonce', quoted(nonce)],
    ['uri', quoted(path)],
    ['algorithm', algorithm],
    ['response', quoted(response)],
    ['opaque', opaque === undefined ? undefined : quoted(opaque)],
    ['qop', qop],
    ['nc', qop === undefined ? undefined : '00000001'],
    ['cnonce', qop === undefined && session === undefined ? undefined : quoted(cnonce)],
  ];
  return `Digest ${fields.flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${value}`])).join(', ')}`;
}

/** The parts of a digest challenge by name; none of any other kind of challenge. */
function partsOf(challenge: string): Readonly<Record<string, string>> {
  if (!/^digest\s/i.test(challenge)) return {};
  const found = challenge.slice(0, 4000).matchAll(/(?<![a-z])([a-z]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/gi);
  return Object.fromEntries(
    [...found].map(([, name = '', inQuotes, plain]) => [
      name.toLowerCase(),
      plain ?? (inQuotes ?? '').replace(/\\(.)/g, '$1'),
    ]),
  );
}

function quoted(text: string): string {
  return `"${text.replace(/[\r\n]/g, '').replace(/["\\]/g, '\\$&')}"`;
}
