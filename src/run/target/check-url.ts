export type CheckedUrl =
  | { readonly kind: 'url'; readonly url: string; readonly hostname: string }
  | { readonly kind: 'problem'; readonly problem: string };

/**
 * A base address without a slash at the end, or what is wrong with it. A base path (a gateway's prefix) is fine; user names,
 * queries, fragments and the API's own path are not. A problem never repeats the address, as a secret may stand in it.
 */
export function checkBaseUrl(text: string): CheckedUrl {
  const problem = (found: string, cure: string): CheckedUrl => ({ kind: 'problem', problem: `${found}; ${cure}` });
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    return problem('is no URL, as it does not begin with https://', 'write e.g. https://api.megvii.com');
  }
  if (!URL.canParse(text)) return problem('is no valid URL', 'write e.g. https://api.megvii.com');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return problem(`has the scheme ${url.protocol.slice(0, -1)}`, 'use https');
  }
  if (url.username !== '' || url.password !== '') {
    return problem('holds a user name or password', 'remove them: the API takes its key and secret from "credentials"');
  }
  if (text.includes('?')) return problem('holds a query', 'remove everything from the "?" on');
  if (text.includes('#')) return problem('holds a fragment', 'remove everything from the "#" on');
  if (/\/faceid(\/|$)/.test(url.pathname)) {
    return problem('holds a path of the API', 'leave out /faceid and what follows: it is added');
  }
  return { kind: 'url', url: `${url.origin}${url.pathname.replace(/\/+$/, '')}`, hostname: url.hostname };
}
