import type { AppRequest } from '../app-answer.js';

export interface ControlRefusal {
  readonly status: number;
  readonly error: string;
}

/** The header that every control request has. */
export const CONTROL_HEADER = 'x-facegate-control';

/**
 * Why whoever sends a request may not control the emulator; undefined for a program on this machine. A page in a browser cannot get
 * here: it names itself in `Origin` or `Sec-Fetch-Site`, has no leave for a header of its own (the emulator answers no preflight),
 * and under a name that leads to this machine it sends that name as `Host`.
 */
export function refuseCaller(
  { method, headers, target }: Pick<AppRequest, 'method' | 'headers' | 'target'>,
  url: string,
): ControlRefusal | undefined {
  const { port } = new URL(url);
  const host = String(headers.host ?? '').toLowerCase();
  const own = ['127.0.0.1', 'localhost', '[::1]'].flatMap((name) => [
    `${name}:${port}`,
    ...(port === '' ? [name] : []),
  ]);
  if (!own.includes(host)) return { status: 403, error: `Host is not ${own[0]} or ${own[1]}` };
  if (headers.origin !== undefined || headers.referer !== undefined || headers['sec-fetch-site'] !== undefined)
    return { status: 403, error: 'pages in a browser may not control the emulator' };
  if (headers[CONTROL_HEADER] === undefined)
    return {
      status: 403,
      error: `the header "${CONTROL_HEADER}: 1" is missing; add it to ${method} ${target.split('?')[0]}`,
    };
  const type = String(headers['content-type'] ?? '')
    .split(';')[0]!
    .trim()
    .toLowerCase();
  if (method === 'POST' && type !== 'application/json')
    return { status: 415, error: 'content-type is not application/json' };
  return undefined;
}
