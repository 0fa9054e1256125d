import { AsyncLocalStorage } from 'node:async_hooks';
import type { Agent, IncomingMessage } from 'node:http';
import pactum from 'pactum';
import { agentFor } from './agent-for.js';
import { encodeRequest } from './encode-request.js';
import { readAnswer } from './read-answer.js';
import { unanswered } from './transport-error.js';
import type { Exchange, OutgoingRequest } from './types.js';

// pactum logs the raw request, secrets included, when a request fails; its reporters would receive raw bodies.
pactum.settings.setLogLevel('SILENT');
pactum.settings.setReporterAutoRun(false);

/**
 * Sends one request and classifies what came back. Never throws for what the network does and never sends twice: a
 * connection that could not be opened is `unreachable`, one that broke or went silent after that is `unknown`. When the
 * time is up the connection is closed, however far the answer has come.
 */
export async function send(request: OutgoingRequest): Promise<Exchange> {
  const spec = pactum.spec();
  const { target, contentType, body } = encodeRequest(request);
  spec.withMethod(request.method as 'POST').withPath(`${request.baseUrl}${target}`);
  if (body !== undefined)
    spec.withHeaders({ 'Content-Type': contentType, 'Accept-Encoding': 'identity' }).withBody(body);

  const sentAtMs = Date.now();
  const begun = performance.now();
  const deadline = new AbortController();
  // pactum's own time-out ends silence only; the deadline ends all.
  spec.withRequestTimeout(request.timeoutMs + 1000);
  const timer = setTimeout(() => deadline.abort(), request.timeoutMs);
  try {
    const core = { agent: agentFor(request, deadline.signal), signal: deadline.signal };
    const seen = await sending.run(core, async () => readAnswer(await toss(spec), request.shape));
    return { sentAtMs, wallMs: performance.now() - begun, ...seen };
  } catch (error) {
    const timedOut = deadline.signal.aborted;
    return { sentAtMs, wallMs: performance.now() - begun, ...unanswered(error, request.timeoutMs, timedOut) };
  } finally {
    clearTimeout(timer);
  }
}

const sending = new AsyncLocalStorage<{ readonly agent: Agent | false; readonly signal: AbortSignal }>();

// By itself pactum holds up to 50 MB of an answer, copies it with each chunk, and goes on reading after the deadline.
// `stream`, `signal` and `agent` are options of what it sends with; of an agent given before it would make a copy.
const { pactumEvents, EVENT_TYPES } = pactum.events;
pactumEvents.on(EVENT_TYPES.BEFORE_REQUEST, ({ request }: { request: { stream?: boolean; core: object } }) => {
  const core = sending.getStore();
  if (core !== undefined) Object.assign(request, { stream: true, core: { ...request.core, ...core } });
});

/** Resolves once the head of the answer has come; its body is still to be read. */
function toss(spec: ReturnType<typeof pactum.spec>): Promise<IncomingMessage> {
  return spec.returns((context: { res: IncomingMessage }) => context.res).toss();
}
