import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import type { CallbackRequest } from './callback-request.js';

/** What became of one call: the receiver's status, or why there is none. A redirect is a status like any other. */
export type CallResult =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'error'; readonly reason: string };

export interface CallLimits {
  /** For the whole call, from dialling to the last byte. */
  readonly deadlineMs: number;
  /** The most that is read of the receiver's body. */
  readonly bodyBytes: number;
}

/**
 * Sends one request to exactly the address given; the URL only fills in port, path and Host. Reads at most
 * `bodyBytes` of the answer and follows no redirect. Once a status has come, the call counts as answered, even if the
 * body hangs or is endless.
 */
export function postCallback(
  url: URL,
  address: string,
  call: CallbackRequest,
  limits: CallLimits,
  closing: AbortSignal,
): Promise<CallResult> {
  return new Promise((resolve) => {
    const secure = url.protocol === 'https:';
    const body = Buffer.from(call.body, 'utf8');
    const name = url.hostname.replace(/^\[|\]$/g, '');
    const request = (secure ? requestHttps : requestHttp)({
      host: address,
      port: url.port || (secure ? 443 : 80),
      path: url.pathname + url.search,
      method: call.method,
      headers: { host: url.host, 'content-type': call.contentType, 'content-length': body.length },
      agent: false,
      ...(secure && !isIP(name) ? { servername: name } : {}),
    });
    const giveUp = () => request.destroy(new Error('the emulator closed'));
    const deadline = setTimeout(
      () => request.destroy(new Error(`no answer within ${limits.deadlineMs} ms`)),
      limits.deadlineMs,
    );
    closing.addEventListener('abort', giveUp);
    const finish = (result: CallResult) => {
      clearTimeout(deadline);
      closing.removeEventListener('abort', giveUp);
      request.destroy();
      resolve(result);
    };
    let status: number | undefined;
    request.on('error', (error) =>
      finish(status === undefined ? { kind: 'error', reason: error.message } : { kind: 'status', status }),
    );
    request.on('response', (response) => {
      const came = response.statusCode ?? 0;
      status = came;
      const answered = () => finish({ kind: 'status', status: came });
      let read = 0;
      response.on('data', (chunk: Buffer) => {
        read += chunk.length;
        if (read >= limits.bodyBytes) answered();
      });
      response.on('end', answered);
      response.on('error', answered);
    });
    if (closing.aborted) giveUp();
    request.end(body);
  });
}
