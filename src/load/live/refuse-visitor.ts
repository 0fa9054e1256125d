import type { IncomingHttpHeaders } from 'node:http';
import { isLoopbackHost } from '../../network/loopback.js';

/** Why a request gets nothing. */
export interface Refused {
  readonly status: number;
  readonly error: string;
}

/**
 * Why whoever sends a request may not see the page of a run; undefined for a browser or a program on this machine. A page of
 * another site cannot read it: it is told apart by `Sec-Fetch-Site` and `Origin`, and under a name of its own that leads to
 * this machine by `Host`.
 */
export function refuseVisitor(method: string, headers: IncomingHttpHeaders): Refused | undefined {
  if (method !== 'GET' && method !== 'HEAD') return { status: 405, error: 'only GET is answered here' };
  if (!isLoopbackHost(nameOf(headers.host))) return { status: 403, error: 'Host is not this machine' };
  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${headers.host}`) return refusedPage();
  const site = headers['sec-fetch-site'];
  // A link elsewhere that leads here is followed; nothing of the answer comes back to its page.
  const followed = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  return site === undefined || site === 'same-origin' || site === 'none' || followed ? undefined : refusedPage();
}

function refusedPage(): Refused {
  return { status: 403, error: 'pages of other sites may not see this' };
}

function nameOf(host: string | undefined): string {
  return host !== undefined && URL.canParse(`http://${host}/`) ? new URL(`http://${host}/`).hostname : '';
}
