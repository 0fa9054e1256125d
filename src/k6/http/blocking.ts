import type { ScriptVu } from '../script-vu.js';
import { batchOf, isEntry, type Params, sendBatch } from './batch.js';
import type { Requests } from './requests.js';

/** The calls of `k6/http` that keep the script waiting: what they return is waited for by compiled code. */
export function blockingCalls(
  vu: ScriptVu,
  requests: Requests,
  assertSupported: (params: Params) => void,
): Record<string, unknown> {
  const request = (method: string, url: unknown, body: unknown, params: Params): object => {
    vu.waiting.assertClaimed();
    assertSupported(params);
    return vu.waiting.until(requests.start(method, url, body, params, 'blocking'));
  };
  const withBody =
    (method: string) =>
    (url: unknown, body?: unknown, params?: Params): object =>
      request(method, url, body, params);
  return {
    get: (url: unknown, params?: Params) => request('GET', url, undefined, params),
    head: (url: unknown, params?: Params) => request('HEAD', url, undefined, params),
    post: withBody('POST'),
    put: withBody('PUT'),
    patch: withBody('PATCH'),
    del: withBody('DELETE'),
    options: withBody('OPTIONS'),
    request: (method: string, url: unknown, body?: unknown, params?: Params) => request(method, url, body, params),
    batch: (...given: unknown[]) => {
      vu.waiting.assertClaimed();
      vu.assertRunning('http.batch()');
      const asked = batchOf(given);
      for (const { entry } of asked.entries) if (isEntry(entry)) assertSupported(entry.params);
      return vu.waiting.until(sendBatch(requests, asked, vu.environment.settings));
    },
  };
}
