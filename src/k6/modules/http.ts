import { blockingCalls } from '../http/blocking.js';
import { CONSTANTS } from '../http/constants.js';
import { FileData } from '../http/form.js';
import { NamedUrl } from '../http/named-url.js';
import { ExpectedStatuses } from '../http/params.js';
import { Requests } from '../http/requests.js';
import { ScriptJar } from '../http/script-jar.js';
import { CURE } from '../offered.js';
import type { ScriptVu } from '../script-vu.js';

/** The content of a file; k6 takes nothing else, and a script should run on both. */
function fileContent(data: unknown): string | ArrayBuffer {
  if (typeof data === 'string' || data instanceof ArrayBuffer) return data;
  throw new TypeError(
    `http.file(): expected a string or an ArrayBuffer (\`bytes.buffer\` of a Uint8Array); found ${typeof data}`,
  );
}

/** The module `k6/http`. */
export function httpModule(vu: ScriptVu): Record<string, unknown> {
  const lack = (name: string): never => {
    const message = `the node engine lacks ${name} of k6/http: ${CURE}`;
    const error = new Error(message);
    vu.environment.stop({ kind: 'lacking', message: vu.environment.script.placed(error) });
    throw error;
  };
  const requests = new Requests(vu);
  const assertSupported = (params: Readonly<Record<string, unknown>> | null | undefined): void => {
    if (params?.auth === 'ntlm') lack('auth: "ntlm"');
  };

  return {
    ...blockingCalls(vu, requests, assertSupported),
    asyncRequest: (method: string, url: unknown, body?: unknown, params?: Record<string, unknown>) => {
      assertSupported(params);
      return requests.start(method, url, body, params);
    },
    file: (data: unknown, filename?: string, contentType?: string) =>
      new FileData(fileContent(data), filename ?? String(Date.now()), contentType ?? 'application/octet-stream'),
    url: (parts: TemplateStringsArray, ...values: unknown[]) => {
      const url = parts.map((part, index) => (index === 0 ? part : `${String(values[index - 1])}${part}`)).join('');
      return new NamedUrl(parts.map((part, index) => (index === 0 ? part : `\${}${part}`)).join(''), url);
    },
    expectedStatuses: (...statuses: (number | { min: number; max: number })[]) => new ExpectedStatuses(statuses),
    setResponseCallback: (callback: unknown) => {
      if (callback !== null && !(callback instanceof ExpectedStatuses))
        throw new TypeError('setResponseCallback: expected what http.expectedStatuses() makes, or null');
      requests.setExpected(callback);
    },
    ...CONSTANTS,
    CookieJar: ScriptJar,
    cookieJar: () => new ScriptJar(vu.cookies),
  };
}
