import type { CallbackRequest } from '../callback/callback-request.js';

/** The request that tells `notify_url` the result: a form POST of `data` and `sign`. */
export function notifyRequest(data: string, sign: string): CallbackRequest {
  return {
    method: 'POST',
    contentType: 'application/x-www-form-urlencoded',
    body: new URLSearchParams({ data, sign }).toString(),
  };
}
