import pactum from 'pactum';
import type { Answer } from '../contract/answer.js';
import { encodeForm } from './form.js';
import { readAnswer } from './read-answer.js';
import { describeTransportError, isConnectFailure } from './transport-error.js';
import type { Exchange, OutgoingRequest } from './types.js';

// pactum logs the raw request, secrets included, when a request fails; its reporters would receive raw bodies.
pactum.settings.setLogLevel('SILENT');
pactum.settings.setReporterAutoRun(false);

/** What pactum hands over: Node's response with the raw body beside it, or a text when it gave up on a long body. */
type PactumResponse =
  | string
  | {
      readonly statusCode: number;
      readonly headers: Readonly<Record<string, string | undefined>>;
      readonly buffer: Uint8Array;
    };

/**
 * Sends one request and classifies what came back. Never throws for what the network does and never sends twice: a
 * connection that could not be opened is `unreachable`, one that broke or went silent after that is `unknown`.
 */
export async function send(request: OutgoingRequest): Promise<Exchange> {
  const spec = pactum.spec();
  spec.withMethod(request.method as 'POST').withPath(`${request.baseUrl}${request.path}`);
  if (request.parts.length > 0) {
    const form = encodeForm(request.form, request.parts);
    spec.withHeaders({ 'Content-Type': form.contentType, 'Accept-Encoding': 'identity' }).withBody(form.body);
  }
  // A connection of its own for each request (`agent: false`): a kept-alive one may be closed by the server just as it is
  // used, which cannot be told from a request that broke.
  spec.withRequestTimeout(request.timeoutMs).withCore({ agent: false });

  const sentAtMs = Date.now();
  const begun = performance.now();
  const deadline = deadlineAfter(request.timeoutMs);
  const exchange = (answer: Answer, status = 0, serverDateMs: number | null = null, body = ''): Exchange => ({
    sentAtMs,
    wallMs: performance.now() - begun,
    status,
    serverDateMs,
    body,
    answer,
  });
  try {
    const response = await Promise.race([toss(spec), deadline.passed]);
    if (typeof response === 'string')
      return exchange({ kind: 'unknown', why: describeTransportError(response, request.timeoutMs) });
    const body = Buffer.from(response.buffer)
      .toString('utf8')
      .replace(/^\uFEFF/, '');
    const { statusCode: status, headers } = response;
    return exchange(readAnswer(status, headers['content-encoding'], body), status, dateOf(headers.date), body);
  } catch (error) {
    const why = describeTransportError(error, request.timeoutMs);
    return exchange({ kind: isConnectFailure(error) ? 'unreachable' : 'unknown', why });
  } finally {
    deadline.cancel();
  }
}

function toss(spec: ReturnType<typeof pactum.spec>): Promise<PactumResponse> {
  // @ts-expect-error pactum's types know a returns() with a path only; it takes a function of the context as well
  return spec.returns((context: { res: PactumResponse }) => context.res).toss();
}

function dateOf(header: string | undefined): number | null {
  const time = header === undefined ? Number.NaN : Date.parse(header);
  return Number.isNaN(time) ? null : time;
}

/** The idle time-out of a socket does not end an answer that drips; this does. */
function deadlineAfter(ms: number): { passed: Promise<never>; cancel: () => void } {
  let timer: NodeJS.Timeout;
  const passed = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('deadline')), ms);
  });
  return { passed, cancel: () => clearTimeout(timer) };
}
