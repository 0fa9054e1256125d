/** Whether an address may be called back, judged by how it is written. What its name resolves to is checked later. */
export type UrlCheck =
  | { readonly kind: 'allowed'; readonly url: URL; readonly host: string; readonly by: 'loopback' | 'name' }
  | { readonly kind: 'refused'; readonly reason: string };

const LOOPBACK = /^127\.\d+\.\d+\.\d+$/;

/**
 * Loopback (127.0.0.0/8 and `localhost`) may be called, and hosts allowed by name. Refused are other schemes, user names
 * in the address, and hosts not written in their canonical form: `2130706433`, `0x7f.1` and `127.1` are 127.0.0.1 to a
 * URL parser, and something else to a reader.
 */
export function checkCallbackUrl(text: string, allowedHosts: readonly string[]): UrlCheck {
  const refuse = (reason: string): UrlCheck => ({ kind: 'refused', reason });
  // A parser drops tabs and line breaks and takes a backslash for a slash: what it reads would not be what is written.
  const authority = /^https?:\/\/([^/?#\\\s]+)(?:[/?#]|$)/i.exec(text)?.[1];
  if (authority === undefined || !URL.canParse(text)) return refuse('not an absolute http or https address');
  if (authority.includes('@')) return refuse('an address with a user name may point elsewhere than it seems');
  const url = new URL(text);
  const written = authority.replace(/:\d*$/, '').toLowerCase();
  if (written !== url.hostname) return refuse(`host "${written}" is an odd form of "${url.hostname}"`);

  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (host === 'localhost' || LOOPBACK.test(host)) return { kind: 'allowed', url, host, by: 'loopback' };
  if (allowedHosts.some((allowed) => allowed.toLowerCase().replace(/^\[|\]$/g, '') === host)) {
    return { kind: 'allowed', url, host, by: 'name' };
  }
  return refuse(`host "${host}" is not loopback and not allowed by name`);
}
