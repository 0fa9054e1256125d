import { getToken } from '../../../contracts/get-token/get-token.js';
import { describeAnswer } from '../../contract/answer.js';
import type { Mailbox } from '../../flow/callback-receiver.js';
import type { SentRequest } from '../../flow/judge/walk.js';
import { sayOfCallbacks as say } from '../../sayings/callbacks.js';
import type { RequestForm } from '../scenario/types.js';
import { type CaseTools, type NotSent, noteAccount, sendPatiently } from './case-run.js';

/** A token for one flow, with what was sent for it. */
export interface FlowToken {
  readonly pageUrl: string;
  readonly curl: string;
  readonly body: string;
  readonly expiredTime: unknown;
  /** Clock of the server minus the clock here; null when it told none. */
  readonly skewMs: number | null;
  readonly sent: SentRequest;
}

/** The page of a token, as the vendor's other pages give it. */
const PAGE_PATH = '/faceid/liveness/v2/do';

/** Asks for a token whose callbacks go to a mailbox; again where the contract says so, a bounded number of times. */
export async function askToken(
  id: string,
  form: RequestForm,
  mailbox: Mailbox,
  baseUrl: string,
  tools: CaseTools,
): Promise<FlowToken | (NotSent & { readonly curl: string; readonly body: string })> {
  const { returnUrl, notifyUrl } = mailbox;
  const own: CaseTools = { ...tools, plan: { ...tools.plan, baseUrl, returnUrl, notifyUrl } };
  const sent = await sendPatiently({ id, contract: getToken.id }, form, 'judged', own);
  if ('notRun' in sent) return { curl: '', body: '', ...sent };
  const { exchange, request, curl } = sent;
  const { answer, body, serverDateMs, sentAtMs, wallMs } = exchange;
  if (answer.kind !== 'success') {
    const lost = await noteAccount(sent, answer, id, own);
    return { notRun: lost ?? say('noToken', { answer: describeAnswer(answer) }), inconclusive: true, curl, body };
  }
  const { parts } = request;
  return {
    pageUrl: `${baseUrl}${PAGE_PATH}?token=${encodeURIComponent(String(answer.fields.token))}`,
    curl,
    body,
    expiredTime: answer.fields.expired_time,
    skewMs: serverDateMs === null ? null : serverDateMs - (sentAtMs + wallMs),
    sent: {
      text: (parameter) => Buffer.from(parts.find(({ name }) => name === parameter)?.value ?? []).toString('utf8'),
      photos: parts.flatMap(({ name, file }) => (file === undefined ? [] : [name])),
    },
  };
}
