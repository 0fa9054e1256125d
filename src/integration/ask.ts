import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { sayOfClient as say } from '../sayings/client.js';

/** An answer as it came, or why none did. */
export interface Answer {
  /** HTTP status; 0 where none came. */
  readonly status: number;
  /** Why none came; empty where one did. */
  readonly error: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Each `Set-Cookie`. */
  readonly cookies: readonly string[];
  readonly body: string;
  /** Milliseconds from the request to the end of the answer. */
  readonly ms: number;
}

export interface Question {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** From the first byte to the last. */
  readonly deadlineMs: number;
}

/** More of a body is not read. */
const MOST_BYTES = 2_000_000;

/** Sends one request on a connection of its own; follows no redirect and never rejects. */
export function ask({ method, url, headers, body, deadlineMs }: Question): Promise<Answer> {
  const began = performance.now();
  return new Promise((resolve) => {
    const secure = url.startsWith('https:');
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const options = { method, headers: { ...headers, ...length }, agent: false } as const;
    // Who drives an app on this machine knows it; its certificate may be one of its own.
    const request = secure ? requestHttps(url, { ...options, rejectUnauthorized: false }) : requestHttp(url, options);
    const chunks: Buffer[] = [];
    let head: Pick<Answer, 'status' | 'headers' | 'cookies'> | undefined;
    let read = 0;
    const finish = (error: string) => {
      clearTimeout(deadline);
      request.destroy();
      const text = Buffer.concat(chunks).toString('utf8');
      const ms = performance.now() - began;
      // An answer whose head came and whose body broke off is one that broke off.
      resolve(
        head === undefined || error !== ''
          ? { status: 0, error, headers: {}, cookies: [], body: '', ms }
          : { ...head, error: '', body: text, ms },
      );
    };
    const deadline = setTimeout(
      () => finish(say('answerNotInTime', { of: Math.round(deadlineMs / 100) / 10 })),
      deadlineMs,
    );
    request.on('error', (error: NodeJS.ErrnoException) => finish(error.code ?? error.message));
    request.on('response', (response) => {
      const named = Object.entries(response.headers).flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, value] as const] : [],
      );
      head = {
        status: response.statusCode ?? 0,
        headers: Object.fromEntries(named),
        cookies: response.headers['set-cookie'] ?? [],
      };
      response.on('data', (chunk: Buffer) => {
        read += chunk.length;
        if (read > MOST_BYTES) finish('');
        else chunks.push(chunk);
      });
      response.on('end', () => finish(''));
      response.on('error', (error) => finish(error.message));
    });
    request.end(body);
  });
}
