/** Headers that say what a body is: without one they go, too. */
const OF_THE_BODY = ['content-type', 'content-encoding', 'content-language', 'content-location'];
/** Headers that are meant for one host alone. */
const SECRETS = ['authorization', 'www-authenticate', 'cookie', 'cookie2'];

/** The script's headers as they go on to where a request is redirected. */
export function headersAfterRedirect(
  headers: Readonly<Record<string, string>> | undefined,
  keepsBody: boolean,
  from: string,
  to: string,
): Readonly<Record<string, string>> | undefined {
  if (headers === undefined) return undefined;
  const dropped = [...(keepsBody ? [] : OF_THE_BODY), ...(sameHost(from, to) ? [] : SECRETS)];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.includes(name.toLowerCase())));
}

/** Whether a redirection stays with the host, or goes to one below it. */
function sameHost(from: string, to: string): boolean {
  if (!URL.canParse(from) || !URL.canParse(to)) return false;
  const [before, after] = [new URL(from), new URL(to)];
  return after.hostname === before.hostname || after.hostname.endsWith(`.${before.hostname}`);
}
